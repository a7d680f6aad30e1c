import { type Changes, ConnectorError, companionQuery, readCompanionChanges } from '@linkspan/core';
import type { Api } from './api.js';
import type { CompanionClient } from './companion.js';

/** The most that a companion gives at once. */
const limit = 500;

/**
 * What has happened since a checkpoint, by the companion's feed. Drupal's own `filter[changed]` is none: it tells of nobody who was
 * deleted, and a role that is deleted takes itself from its members without a trace (D21), so that a listing is all that is left.
 */
export async function readChanges(
  api: Api,
  companion: CompanionClient,
  since: string | undefined,
  signal: AbortSignal,
): Promise<Changes> {
  if (!(await companion.has('feed', signal))) {
    const advice = 'Install the companion, else the application is listed.';
    throw new ConnectorError('unsupported', `drupal: the site does not tell what has changed. ${advice}`);
  }
  const query = { ...companionQuery(since), limit };
  const to = 'read what has changed';
  const { json } = await api.call({ method: 'GET', path: '/linkspan/v1/changes', query, to }, signal);
  return readCompanionChanges(json, since, 'drupal');
}
