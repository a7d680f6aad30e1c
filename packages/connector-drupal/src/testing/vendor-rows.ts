import { vendorLeavingRows } from './vendor-leaving-rows.js';
import { vendorListRows } from './vendor-list-rows.js';
import { vendorSignInRows } from './vendor-sign-in-rows.js';
import { vendorWriteRows } from './vendor-write-rows.js';

/** What Drupal answers, with nothing of ours between: D-cases of the vendor's facts. */
export const vendorRows = [...vendorSignInRows, ...vendorWriteRows, ...vendorListRows, ...vendorLeavingRows];
