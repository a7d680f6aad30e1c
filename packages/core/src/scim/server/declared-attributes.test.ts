import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import { groupType, userType } from '../resource-types.js';
import { type Attribute, defineAttribute, type ResourceType } from '../schema.js';
import { createTestClient, enterpriseUser, patch, user } from './__fixtures__/create-test-client.js';

const urn = 'urn:acme:scim:Badge';

function typesWith(attributes: readonly Attribute[], required = false): readonly ResourceType[] {
  const schema = { id: urn, name: 'Badge', description: '', attributes };
  return [{ ...userType, extensions: [...userType.extensions, { schema, required }] }, groupType];
}

function clientWith(...attributes: readonly Attribute[]) {
  const types = typesWith(attributes);
  return createTestClient({ typesOf: () => types });
}

const badge = (values: Record<string, Json>) => user('ada', { [urn]: values });

describe('what an attribute’s schema says is held to', () => {
  it.each<[string, Partial<Attribute>, Json, Json | string]>([
    ['canonicalValues are hints', { canonicalValues: ['red', 'blue'] }, 'green', 'green'],
    ['an integer', { type: 'integer' }, 2 ** 53, 'must be a whole number'],
    ['an integer as text', { type: 'integer' }, '12', 12],
    ['a decimal', { type: 'decimal' }, 0.25, 0.25],
    ['a decimal that is a word', { type: 'decimal' }, 'much', 'must be a number'],
    ['a boolean', { type: 'boolean' }, 'True', true],
    ['a dateTime', { type: 'dateTime' }, '2026-02-30T00:00:00Z', 'must be a date and time'],
    ['binary', { type: 'binary' }, 'AQI=', 'AQI='],
    ['bad base64', { type: 'binary' }, 'A?I=', 'must be text in base64'],
    ['a reference', { type: 'reference', referenceTypes: ['User'] }, '../Users/nobody', '../Users/nobody'],
    ['a bad reference', { type: 'reference', referenceTypes: ['uri'] }, 'no uri', 'must be an address'],
    ['a list', { multiValued: true }, 'one', ['one']],
    ['a list that is none', {}, ['one', 'two'], 'must be text, but a list was sent'],
  ])('%s', async (_, characteristics, sent, expected) => {
    const { send } = clientWith(defineAttribute({ name: 'value', ...characteristics }));
    const { json } = await send('POST', '/Users', badge({ VALUE: sent }));
    const isRefused = typeof expected === 'string' && expected.startsWith('must');
    if (isRefused) expect(json).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining(expected) });
    else expect(json[urn]).toEqual({ value: expected });
  });
});

describe('returned', () => {
  const attributes = (['always', 'default', 'request', 'never'] as const).map((returned) =>
    defineAttribute({ name: returned, returned }),
  );
  const values = { always: 'a', default: 'd', request: 'r', never: 'n' };

  it.each([
    ['', ['always', 'default']],
    ['?attributes=userName', ['always']],
    [`?attributes=${urn}`, ['always', 'default', 'request']],
    [`?attributes=${urn}:never`, ['always']],
    [`?excludedAttributes=${urn}:always,${urn}:default`, ['always']],
  ])('with %s shows %j', async (query, shown) => {
    const { send } = clientWith(...attributes);
    await send('POST', '/Users', badge(values));
    const { json } = await send('GET', `/Users/0001${query}`);
    expect(Object.keys(json[urn] ?? {})).toEqual(shown);
  });
});

describe('what is never shown', () => {
  const pin = defineAttribute({ name: 'pin', mutability: 'writeOnly', returned: 'never' });
  const level = defineAttribute({ name: 'level' });

  it.each([
    `/Users?filter=${encodeURIComponent(`${urn}:pin eq "1234"`)}`,
    `/Users?filter=${encodeURIComponent(`${urn}:pin pr`)}`,
    `/Users?sortBy=${urn}:pin`,
  ])('is not told by %s', async (target) => {
    const { send } = clientWith(pin);
    await send('POST', '/Users', badge({ pin: '1234' }));
    expect((await send('GET', target)).status).toBe(400);
  });

  it('is kept by a PUT that does not speak of it, and taken away by one that does', async () => {
    const { send, store } = clientWith(pin, level);
    const stored = async () =>
      (await store.resources.find({ directory: 'main', client: 'idp' }, 'User', '0001'))?.attributes[urn];
    await send('POST', '/Users', badge({ pin: '1234', level: 'a' }));
    await send('PUT', '/Users/0001', badge({ level: 'b' }));
    expect(await stored()).toEqual({ pin: '1234', level: 'b' });
    await send('PUT', '/Users/0001', user('ada'));
    expect(await stored()).toEqual({ pin: '1234' });
    await send('PATCH', '/Users/0001', patch({ op: 'replace', path: `${urn}:pin`, value: '5' }));
    expect(await stored()).toEqual({ pin: '5' });
    await send('PUT', '/Users/0001', badge({ pin: null, level: 'c' }));
    expect(await stored()).toEqual({ level: 'c' });
  });

  it('stands in no line of history, but that it changed', async () => {
    const { send, commits } = clientWith(pin);
    await send('POST', '/Users', badge({ pin: '1234' }));
    await send('PATCH', '/Users/0001', patch({ op: 'replace', path: `${urn}:pin`, value: '5678' }));
    expect(JSON.stringify(commits.map(({ journal }) => journal))).not.toMatch(/1234|5678/);
    expect(commits[1]?.journal.changes).toEqual({ [`${urn}:pin`]: { from: '(not shown)', to: '(not shown)' } });
  });
});

describe('required', () => {
  const number = defineAttribute({ name: 'number', required: true });
  const doors = defineAttribute({
    name: 'doors',
    type: 'complex',
    multiValued: true,
    subAttributes: [defineAttribute({ name: 'building', required: true }), defineAttribute({ name: 'floor' })],
  });

  it.each<[Json, string]>([
    [user('ada', { [urn]: { doors: [{ building: 'A' }] } }), `A User must have ${urn}:number`],
    [badge({ number: ' ' }), `A User must have ${urn}:number`],
    [badge({ number: '1', doors: [{ building: 'A' }, { floor: '2' }] }), `Each ${urn}:doors must have building`],
  ])('%j', async (body, detail) => {
    const { send } = clientWith(number, doors);
    expect((await send('POST', '/Users', body)).json).toMatchObject({
      scimType: 'invalidValue',
      detail: expect.stringContaining(detail),
    });
  });

  it('of an extension means that nobody is made without it', async () => {
    const types = typesWith([defineAttribute({ name: 'number' })], true);
    const { send } = createTestClient({ typesOf: () => types });
    expect((await send('POST', '/Users', user('ada'))).json).toMatchObject({
      detail: expect.stringContaining(`A User must have ${urn}`),
    });
    expect((await send('POST', '/Users', badge({ number: '1' }))).status).toBe(201);
    const removal = patch({ op: 'remove', path: urn });
    expect((await send('PATCH', '/Users/0001', removal)).status).toBe(400);
  });

  it('later keeps nobody in who was here before: a PATCH of something else is done, and one that takes it away is not', async () => {
    let types = typesWith([defineAttribute({ name: 'number' }), defineAttribute({ name: 'level' })]);
    const { send } = createTestClient({ typesOf: () => types });
    await send('POST', '/Users', user('ada'));
    await send('POST', '/Users', user('eve', { [urn]: { level: 'high' } }));
    types = typesWith([number, defineAttribute({ name: 'level', type: 'integer' })], true);
    const leave = patch({ op: 'replace', path: 'active', value: false });
    expect((await send('PATCH', '/Users/0001', leave)).json).toMatchObject({ active: false });
    expect((await send('PATCH', '/Users/0002', leave)).json).toMatchObject({ active: false, [urn]: { level: 'high' } });
    await send('PATCH', '/Users/0002', patch({ op: 'add', path: `${urn}:number`, value: '7' }));
    expect((await send('PATCH', '/Users/0002', patch({ op: 'remove', path: `${urn}:number` }))).status).toBe(400);
  });
});

describe('uniqueness', () => {
  it('counts as the attribute compares, in lists too, and one primary stands', async () => {
    const cards = defineAttribute({
      name: 'cards',
      type: 'complex',
      multiValued: true,
      subAttributes: [
        defineAttribute({ name: 'value', uniqueness: 'server' }),
        defineAttribute({ name: 'primary', type: 'boolean' }),
      ],
    });
    const { send } = clientWith(cards);
    const two = [
      { value: 'A', primary: true },
      { value: 'B', primary: true },
    ];
    expect((await send('POST', '/Users', badge({ cards: two }))).json[urn]).toEqual({
      cards: [{ value: 'A' }, { value: 'B', primary: true }],
    });
    await send('POST', '/Users', user('eve'));
    const add = patch({ op: 'add', path: `${urn}:cards`, value: [{ value: 'b' }] });
    expect((await send('PATCH', '/Users/0002', add)).json).toMatchObject({
      status: '409',
      scimType: 'uniqueness',
      detail: expect.stringContaining(`The ${urn}:cards.value "b" belongs to another User`),
    });
  });

  it('refuses what is too long to be kept apart', async () => {
    const { send } = clientWith(defineAttribute({ name: 'number', uniqueness: 'server' }));
    const { json } = await send('POST', '/Users', badge({ number: 'x'.repeat(513) }));
    expect(json).toMatchObject({ scimType: 'invalidValue', detail: expect.stringContaining('at most 512 characters') });
  });
});

describe('immutable', () => {
  it('is set once', async () => {
    const { send } = clientWith(defineAttribute({ name: 'hired', mutability: 'immutable' }));
    await send('POST', '/Users', user('ada'));
    const set = (value: string) => send('PATCH', '/Users/0001', patch({ op: 'add', path: `${urn}:hired`, value }));
    expect((await set('2026')).status).toBe(200);
    expect((await set('2026')).status).toBe(200);
    expect((await set('2027')).json).toMatchObject({ scimType: 'mutability' });
    expect((await send('PUT', '/Users/0001', user('ada'))).json[urn]).toEqual({ hired: '2026' });
  });
});

describe('a manager', () => {
  const manager = (id: string) => ({ [enterpriseUser]: { manager: { value: id } } });

  it('is shown as they are now, and one who is not here yet as the client wrote it', async () => {
    const { send } = createTestClient();
    await send('POST', '/Users', user('ada', { displayName: 'Ada', ...manager('0003') }));
    await send('POST', '/Users', user('bob', manager('0001')));
    expect((await send('GET', '/Users/0001')).json[enterpriseUser]).toEqual({ manager: { value: '0003' } });
    await send('PATCH', '/Users/0001', patch({ op: 'replace', path: 'displayName', value: 'Countess' }));
    const shown = { value: '0001', $ref: 'https://hub.example.com/scim/idp/v2/Users/0001', displayName: 'Countess' };
    expect((await send('GET', '/Users/0002')).json[enterpriseUser]).toEqual({ manager: shown });
    const only = await send('GET', `/Users/0002?attributes=${enterpriseUser}:manager.displayName`);
    expect(only.json[enterpriseUser]).toEqual({ manager: { displayName: 'Countess' } });
  });

  it('costs a page one look-up, and none where no manager is shown', async () => {
    let queries = 0;
    const { send } = createTestClient({
      wrap: (resources) => ({
        ...resources,
        query(...parameters) {
          queries += 1;
          return resources.query(...parameters);
        },
      }),
    });
    const count = async (target: string) => {
      queries = 0;
      await send('GET', target);
      return queries;
    };
    for (const name of ['ada', 'bob', 'eve']) await send('POST', '/Users', user(name));
    expect(await count('/Users')).toBe(1);
    for (const id of ['0002', '0003'])
      await send('PATCH', `/Users/${id}`, patch({ op: 'add', path: `${enterpriseUser}:manager`, value: '0001' }));
    expect(await count('/Users?startIndex=2')).toBe(2);
    expect(await count('/Users')).toBe(1);
    expect(await count('/Users?startIndex=2&attributes=userName')).toBe(1);
    expect(await count(`/Users?startIndex=2&excludedAttributes=${enterpriseUser}`)).toBe(1);
  });

  it('cannot be found by a name that is not kept', async () => {
    const { send } = createTestClient();
    const filter = encodeURIComponent(`${enterpriseUser}:manager.displayName eq "Ada"`);
    expect((await send('GET', `/Users?filter=${filter}`)).json).toMatchObject({ scimType: 'invalidFilter' });
  });
});
