import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { change, groupsOf, refer, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import type { FakeExchange } from './fake/index.js';
import { descriptionsFolder, readApiDescriptions } from './testing/api-descriptions.js';
import { createDescriptionCheck } from './testing/create-description-check.js';
import { descriptionQuirks } from './testing/description-quirks.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const taken = fileURLToPath(new URL('__fixtures__/jumpcloud-openapi', import.meta.url));
const user = { _id: 'a', username: 'ada', email: 'ada@corp.example' };
const service = { service: ['directory'], start_time: '2026-11-25T00:00:00Z' };

/** By what was taken of the descriptions, and by the originals where they are at hand: both say the same. */
const checks = [...new Set([taken, descriptionsFolder])].map((folder) =>
  createDescriptionCheck(readApiDescriptions(folder)),
);

describe('by the descriptions', () => {
  test.each([
    [
      'PUT',
      '/api/systemusers/a',
      { departement: 'x' },
      200,
      user,
      'request  must NOT have additional properties (departement)',
    ],
    [
      'PUT',
      '/api/systemusers/a',
      { state: 'STAGED' },
      200,
      user,
      'request /state must be equal to one of the allowed values',
    ],
    [
      'PUT',
      '/api/systemusers/a',
      { phoneNumbers: [{ kind: 'x' }] },
      200,
      user,
      'request /phoneNumbers/0 must NOT have additional properties (kind)',
    ],
    ['POST', '/api/systemusers', { username: 'ada' }, 200, user, "request  must have required property 'email'"],
    ['POST', '/api/systemusers', { username: 'ada', email: 'x' }, 201, user, 'answer 201 is not described'],
    [
      'GET',
      '/api/systemusers/a',
      undefined,
      200,
      { ...user, updated: 'x' },
      'answer  must NOT have additional properties (updated)',
    ],
    ['GET', '/api/systemusers?limit=many', undefined, 200, { results: [] }, 'query limit is no whole number'],
    ['GET', '/api/systemusers?offset=3', undefined, 200, { results: [] }, 'query offset is not described'],
    ['PATCH', '/api/systemusers/a', {}, 200, user, 'the operation is not described'],
    [
      'PUT',
      '/api/v2/usergroups/a',
      { description: 'x' },
      200,
      { id: 'a' },
      "request  must have required property 'name'",
    ],
    [
      'POST',
      '/api/v2/usergroups/a/members',
      { op: 'put', id: 'a', type: 'user' },
      204,
      undefined,
      'request /op must be equal to one of the allowed values',
    ],
    [
      'POST',
      '/api/v2/usergroups/a/members',
      { op: 'add', id: 'a' },
      204,
      undefined,
      "request  must have required property 'type'",
    ],
    [
      'GET',
      '/api/v2/usergroups/a/members',
      undefined,
      200,
      [{ from: { id: 'a', type: 'user' } }],
      "answer /0 must have required property 'to'",
    ],
    ['DELETE', '/api/v2/usergroups/a', { id: 'a' }, 204, undefined, 'a body is not described'],
    [
      'POST',
      '/insights/directory/v1/events',
      { service: ['x'], start_time: 'x' },
      200,
      [],
      'request /service/0 must be equal to one of the allowed values',
    ],
    [
      'POST',
      '/insights/directory/v1/events',
      { ...service, after: 1 },
      200,
      [],
      'request  must NOT have additional properties (after)',
    ],
    ['POST', '/insights/directory/v1/events', undefined, 200, [], 'the body is missing'],
  ])('%s %s with %o is complained of', (method, path, json, status, body, complaint) => {
    for (const check of checks) expect(check(exchange(method, path, json, status, body))).toContain(complaint);
  });

  test('what is described passes', () => {
    for (const check of checks) {
      const suspended = { state: 'SUSPENDED', suspended: true };
      expect(check(exchange('PUT', '/api/systemusers/a', suspended, 200, user))).toEqual([]);
      expect(check(exchange('POST', '/insights/directory/v1/events', service, 200, [{ id: '1' }]))).toEqual([]);
    }
  });
});

test('what was taken is small, and is there for whoever has no originals', () => {
  expect(existsSync(taken)).toBe(true);
  expect(JSON.stringify(readApiDescriptions(taken)).length).toBeLessThan(60_000);
});

describe('where description and facts disagree', () => {
  let now = Date.UTC(2026, 10, 25);
  const site = startTestJumpCloud({ now: () => now });
  afterAll(async () => (await site).fake.stop());

  test('each quirk has a name, a reason, and is met by what the connector does', async () => {
    const { fake, connect, met, takeViolations } = await site;
    const { id: clientId, secret: clientSecret } = fake.serviceAccount;
    const connector = connect({ apiKey: undefined, clientId, clientSecret });
    const users = usersOf(connector);
    await connector.checks[0]?.run(signal);
    await connect()
      .checks.find((check) => check.id === 'expiry')
      ?.run(signal);
    const { checkpoint } = await users.changes(undefined, signal);
    now += 60_000;
    for (let n = 0; n < 1_000; n += 1) fake.addEvent('user_update', { resource: { type: 'user', id: 'a'.repeat(24) } });
    await users.changes((await users.changes(checkpoint, signal)).checkpoint, signal);
    const ada = await users.create({ username: 'ada', email: 'ada@corp.example' }, signal);
    await users.remove(refer(ada), {}, signal);
    const group = await groupsOf(connector).create({ name: 'Editors' }, signal);
    await groupsOf(connector).update(refer(group), change({ removed: { members: [ada] } }), signal);
    expect(takeViolations()).toEqual([]);
    expect([...met].toSorted()).toEqual(descriptionQuirks.map(({ name }) => name).toSorted());
    for (const { reason } of descriptionQuirks) expect(reason.length).toBeGreaterThan(40);
  });
});

function exchange(
  method: string,
  target: string,
  json: FakeExchange['request']['json'],
  status: number,
  body: FakeExchange['answer']['body'],
): FakeExchange {
  const { pathname: path, searchParams: query } = new URL(target, 'http://fake.example');
  const request = { method, path, query, headers: {}, json, text: '' };
  return { request, answer: { status, ...(body !== undefined && { body }) } };
}
