import { createRows } from './create-rows.js';
import { findRows } from './find-rows.js';
import { guardRows } from './guard-rows.js';
import { leavingRows } from './leaving-rows.js';
import { updateRows } from './update-rows.js';

/** What the connector makes of Drupal's ways, beyond the contract that all connectors keep. */
export const connectorRows = [...createRows, ...findRows, ...updateRows, ...leavingRows, ...guardRows];
