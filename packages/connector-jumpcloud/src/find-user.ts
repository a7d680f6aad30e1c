import { ConnectorError } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';
import { sameWithoutCase } from './same-value.js';

export const searchedFields = ['email', 'username', 'employeeIdentifier'] as const;

export type SearchedField = (typeof searchedFields)[number];

const foundSchema = z.object({
  results: z.array(
    z.object({
      _id: z.string(),
      email: z.string().nullish(),
      username: z.string().nullish(),
      employeeIdentifier: z.string().nullish(),
    }),
  ),
});

/** The id of the one user who has `value` there, exact but for case; an employee's identifier with it. What is found is compared again. */
export async function findUserId(
  api: Api,
  field: SearchedField,
  value: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (value === '') return undefined;
  const to = 'look for a user';
  const pattern = `(?i)(^${value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}$)`;
  const json = {
    filter: { and: [{ [field]: { $regex: pattern } }] },
    fields: `_id ${searchedFields.join(' ')}`,
    limit: 100,
    skip: 0,
  };
  const call = { method: 'POST', path: '/api/search/systemusers', json, to, reads: true } as const;
  const { results } = parseAnswer(foundSchema, (await api.call(call, signal)).json, to);
  const exact = results.filter((user) => user[field] === value);
  const found =
    field === 'employeeIdentifier' ? exact : results.filter((user) => sameWithoutCase(value, user[field] ?? ''));
  const [only] = exact.length === 1 ? exact : found;
  if (found.length > 1 && exact.length !== 1) {
    const ids = found.map(({ _id }) => _id).join(' and ');
    const text = `jumpcloud: users ${ids} have the same ${field}. Give each its own in JumpCloud's console under Users.`;
    throw new ConnectorError('invalid', text, { field });
  }
  return only?._id;
}
