import { expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Json, JsonObject } from '../json.js';
import { defineAttribute, type ResourceType } from '../schema.js';
import { tolerateAll } from '../tolerate-all.js';
import { patch } from './__fixtures__/create-test-client.js';
import type { Call } from './call.js';
import { createCursors } from './create-cursors.js';
import { createResource } from './create-resource.js';
import { createTurns } from './create-turns.js';
import { defaultLimits } from './default-limits.js';
import { patchResource } from './patch-resource.js';
import { replaceResource } from './replace-resource.js';

const stock = 'urn:example:Stock';
const immutable = (name: string, more: object = {}) => defineAttribute({ name, mutability: 'immutable', ...more });
const slot = [immutable('value'), defineAttribute({ name: 'display' })];

const deviceType: ResourceType = {
  name: 'Device',
  endpoint: '/Devices',
  description: '',
  schema: {
    id: 'urn:example:Device',
    name: 'Device',
    description: '',
    attributes: [
      immutable('serialNumber'),
      immutable('ports', { multiValued: true }),
      defineAttribute({ name: 'label' }),
      defineAttribute({ name: 'vendor', type: 'complex', subAttributes: [immutable('code'), ...slot.slice(1)] }),
      defineAttribute({ name: 'slots', type: 'complex', multiValued: true, subAttributes: slot }),
    ],
  },
  extensions: [
    {
      required: false,
      schema: { id: stock, name: 'Stock', description: '', attributes: [immutable('tag'), immutable('room')] },
    },
  ],
};

const device = {
  serialNumber: 'S1',
  ports: ['a', 'b'],
  label: 'old',
  vendor: { code: 'V1', display: 'Vendor' },
  slots: [{ value: '1' }],
  [stock]: { tag: 'T1' },
};

async function seed() {
  const { resources } = createMemoryStore();
  const call = (method: string, body: Json): Call => ({
    request: { method, path: '', query: new URLSearchParams(), headers: {}, requestId: 'r', body },
    actor: 'client:idp',
    now: () => '2026-01-01T00:00:00.000Z',
    client: { id: 'idp', directory: 'main', baseUrl: '', scopes: new Set(), quirks: [] },
    types: [],
    scope: { directory: 'main', client: 'idp' },
    resources,
    limits: defaultLimits,
    cursors: createCursors(),
    newId: () => '1',
    committed: () => undefined,
    inTurn: createTurns(),
    ignore: () => undefined,
    tolerate: tolerateAll,
    decide: () => undefined,
    note: () => undefined,
  });
  await createResource(call('POST', device), deviceType);
  return {
    put: (body: Json) => replaceResource(call('PUT', body), deviceType, '1'),
    patch: (...operations: readonly Json[]) => patchResource(call('PATCH', patch(...operations)), deviceType, '1'),
    read: async () => (await resources.find({ directory: 'main', client: 'idp' }, 'Device', '1'))?.attributes,
  };
}

const replaced: [what: string, body: JsonObject, changed: JsonObject][] = [
  ['the same values may be sent again', { ...device, label: 'new' }, { label: 'new' }],
  ['what is left out stays', { label: 'new', slots: device.slots }, { label: 'new', vendor: { code: 'V1' } }],
  [
    'what has no value yet may get one',
    { ...device, [stock]: { tag: 'T1', room: 'R1' } },
    { [stock]: { tag: 'T1', room: 'R1' } },
  ],
  ['values of a list come and go', { ...device, slots: [{ value: '2' }] }, { slots: [{ value: '2' }] }],
];
test.each(replaced)('PUT: %s', async (_what, body, changed) => {
  const { put, read } = await seed();
  expect((await put(body)).status).toBe(200);
  expect(await read()).toEqual({ ...device, ...changed });
});

const patched: [what: string, operations: readonly Json[], changed: JsonObject][] = [
  ['the same value may be sent again', [{ op: 'replace', path: 'serialNumber', value: 'S1' }], {}],
  [
    'what is beside it may change',
    [{ op: 'replace', path: 'vendor.display', value: 'W' }],
    { vendor: { code: 'V1', display: 'W' } },
  ],
  [
    'what has no value yet may get one',
    [{ op: 'add', path: `${stock}:room`, value: 'R1' }],
    { [stock]: { tag: 'T1', room: 'R1' } },
  ],
  [
    'values of a list come and go',
    [{ op: 'replace', path: 'slots', value: [{ value: '2' }] }],
    { slots: [{ value: '2' }] },
  ],
];
test.each(patched)('PATCH: %s', async (_what, operations, changed) => {
  const { patch: send, read } = await seed();
  expect((await send(...operations)).status).toBe(200);
  expect(await read()).toEqual({ ...device, ...changed });
});

const refused: [attribute: string, body: JsonObject, operation: Json][] = [
  ['serialNumber', { serialNumber: 'S2' }, { op: 'replace', path: 'serialNumber', value: 'S2' }],
  ['ports', { ports: ['a'] }, { op: 'add', path: 'ports', value: 'c' }],
  ['vendor.code', { vendor: { code: 'V2' } }, { op: 'replace', path: 'vendor', value: { code: 'V2' } }],
  [`${stock}:tag`, { [stock]: { tag: 'T2' } }, { op: 'replace', path: `${stock}:tag`, value: 'T2' }],
];
test.each(refused)('%s keeps the value that it has', async (attribute, body, operation) => {
  const { put, patch: send, read } = await seed();
  const refusal = {
    status: 400,
    scimType: 'mutability',
    message: `${attribute} has a value, and it can be set only once. Leave it as it is.`,
  };
  await expect(put(body)).rejects.toMatchObject(refusal);
  await expect(send(operation)).rejects.toMatchObject(refusal);
  expect(await read()).toEqual(device);
});

test.each(['serialNumber', 'vendor', 'vendor.code', stock])('a PATCH cannot take %s away', async (path) => {
  const { patch: send, read } = await seed();
  await expect(send({ op: 'remove', path })).rejects.toMatchObject({ status: 400, scimType: 'mutability' });
  expect(await read()).toEqual(device);
});
