import { onTestFinished } from 'vitest';
import { whyNoDrupal } from '../../scripts/real-sites/drupal.mjs';
import type { DrupalSite, StartDrupalSite } from './drupal-site.js';
import { startFakeDrupalSite } from './fake-drupal-site.js';
import { startRealDrupalSite } from './real-drupal-site.js';

const isReal = whyNoDrupal() === undefined;

/** For the names of tests: which one it is. */
export const drupalName = isReal ? 'a real Drupal' : 'the fake Drupal';

/** For the length of a test; real where `DRUPAL_ROOT` names one. */
export async function bootDrupal(options: StartDrupalSite): Promise<DrupalSite> {
  const site = await (isReal ? startRealDrupalSite : startFakeDrupalSite)(options);
  onTestFinished(() => site.stop());
  return site;
}
