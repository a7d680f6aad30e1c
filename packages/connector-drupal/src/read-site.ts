import { ConnectorError } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

const pageSchema = z.object({
  data: z.array(
    z.object({ id: z.string(), attributes: z.object({ drupal_internal__uid: z.number().optional() }).optional() }),
  ),
});

/** The uuid of the visitor's account (uid 0): made by the installation, never deleted, shown to everybody, and first in the list (D15). */
export async function readSite(api: Api, signal: AbortSignal): Promise<string> {
  const to = 'tell the site from others';
  const query = { sort: 'drupal_internal__uid', 'page[limit]': 1, 'fields[user--user]': 'drupal_internal__uid' };
  const { json } = await api.call({ method: 'GET', path: '/jsonapi/user/user', query, to }, signal);
  const [first] = parseAnswer(pageSchema, json, to).data;
  if (first !== undefined && !first.attributes?.drupal_internal__uid) return first.id;
  throw new ConnectorError(
    'unavailable',
    `drupal: could not ${to}, it does not show its uid 0. Look for a module that filters the list of users.`,
  );
}
