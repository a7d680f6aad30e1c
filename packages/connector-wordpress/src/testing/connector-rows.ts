import { companionRows } from './companion-rows.js';
import { createRows } from './create-rows.js';
import { findRows } from './find-rows.js';
import { guardRows } from './guard-rows.js';
import { leavingRows } from './leaving-rows.js';
import { suspensionRows } from './suspension-rows.js';
import { updateRows } from './update-rows.js';
import { withoutCompanionRows } from './without-companion-rows.js';

const everywhere = [...createRows, ...findRows, ...updateRows, ...guardRows];

/** What the connector makes of WordPress's ways, beyond the contract that all connectors keep: of a site with nothing of ours. */
export const connectorRows = [...everywhere, ...leavingRows, ...withoutCompanionRows];

/** And of one with a companion. */
export const connectorRowsWithCompanion = [...everywhere, ...suspensionRows, ...companionRows];
