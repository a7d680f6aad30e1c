import { resourceTypes } from '@linkspan/core';
import pino from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import type { Client } from '../connectors/client.js';
import { createDoctorWard } from './create-doctor-ward.js';
import { createDoctorVisit, type DoctorVisit } from './doctor-visit.js';

const okta: Client = { name: 'okta', directory: 'main', quirks: [], tokens: ['a-token-of-the-configuration'] };

function setUp() {
  let now = 1_000_000;
  const visits = new Map<string, DoctorVisit>();
  const ward = createDoctorWard({
    findVisit: async (name) => visits.get(name),
    typesOf: () => resourceTypes,
    log: pino({ level: 'silent' }),
    now: () => now,
  });
  onTestFinished(() => ward.close());
  const open = (client = 'okta') => {
    const { visit, token } = createDoctorVisit(client, now);
    visits.set(visit.name, visit);
    return { ...visit, token };
  };
  const authenticate = ward.authenticate([okta]);
  const enter = async (client: string, authorization: string | undefined) => {
    const verdict = await authenticate({ client, headers: { ...(authorization !== undefined && { authorization }) } });
    return 'refused' in verdict ? undefined : verdict;
  };
  /** Creates a user, and says how many there are then. */
  async function addUser({ name, token }: { readonly name: string; readonly token: string }): Promise<number> {
    const caller = await enter(name, `Bearer ${token}`);
    if (caller === undefined) return -1;
    const client = { id: name, directory: caller.client.directory, baseUrl: '', scopes: caller.scopes, quirks: [] };
    const message = { query: new URLSearchParams(), headers: {}, requestId: 'r' };
    await ward.scim.handle({ ...message, method: 'POST', path: '/Users', body: '{"userName":"ann"}' }, client);
    const { body } = await ward.scim.handle({ ...message, method: 'GET', path: '/Users' }, client);
    let text = '';
    for await (const piece of body ?? []) text += piece;
    return JSON.parse(text).totalResults;
  }
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { open, enter, visits, addUser, pass };
}

it('a visit is let in as its client, under its own name, into a directory of its own, without the tokens of the client', async () => {
  const { open, enter, addUser } = setUp();
  const first = open();
  const caller = await enter(first.name, `Bearer ${first.token}`);
  expect(caller?.client).toEqual({ ...okta, name: first.name, directory: first.name, tokens: [] });
  expect(await addUser(first)).toBe(1);
  expect(await addUser(open())).toBe(1);
});

it.each([
  ['with another token', (visit: { token: string }) => `Bearer ${'0'.repeat(visit.token.length)}`],
  ['with the token of its client', () => 'Bearer a-token-of-the-configuration'],
  ['without one', () => undefined],
])('nobody is let in %s', async (_what, header) => {
  const { open, enter } = setUp();
  const visit = open();
  expect(await enter(visit.name, header(visit))).toBeUndefined();
});

it('a visit ends by itself after ten minutes, at once where it is removed, and with its client', async () => {
  const { open, enter, visits, pass } = setUp();
  const [ended, removed, stranger] = [open(), open(), open('gone')];
  visits.delete(removed.name);
  expect(await enter(removed.name, `Bearer ${removed.token}`)).toBeUndefined();
  expect(await enter(stranger.name, `Bearer ${stranger.token}`)).toBeUndefined();
  expect(await enter(ended.name, `Bearer ${ended.token}`)).toBeDefined();
  pass(10 * 60_000);
  expect(await enter(ended.name, `Bearer ${ended.token}`)).toBeUndefined();
});

it('a name that is no visit is not even looked for', async () => {
  const { enter, visits } = setUp();
  visits.get = () => expect.fail('it was looked for');
  expect(await enter('doctor-who', 'Bearer x')).toBeUndefined();
});
