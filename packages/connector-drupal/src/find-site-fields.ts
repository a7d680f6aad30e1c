import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

const userSchema = z.object({ data: z.object({ attributes: z.record(z.string(), z.unknown()) }) });

/** The machine names of the fields that the site has given to accounts and that hold values of their own (no references), by one account. */
export async function findSiteFields(api: Api, signal: AbortSignal): Promise<readonly string[]> {
  const to = 'read the own account';
  const path = `/jsonapi/user/user/${await api.me(signal)}`;
  const { data } = parseAnswer(userSchema, (await api.call({ method: 'GET', path, to }, signal)).json, to);
  return Object.keys(data.attributes).filter((name) => name.startsWith('field_'));
}
