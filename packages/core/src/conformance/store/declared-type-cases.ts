import assert from 'node:assert/strict';
import type { JsonObject } from '../../scim/json.js';
import { parseFilter } from '../../scim/parse-filter.js';
import { requireAttribute } from '../../scim/require-attribute.js';
import { resolveFilter } from '../../scim/resolve-filter.js';
import type { ResourceRecord } from '../../store/resource.js';
import { deviceType, ownership } from './device-type.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const devices = {
  printer: {
    serial: 'P-1',
    boughtAt: '2026-01-31T12:00:00+02:00',
    weight: 12.5,
    ports: [
      { value: 'lan', speed: 100 },
      { value: 'usb', speed: 480, primary: true },
    ],
  },
  phone: { serial: 'a-2', tag: 'Red', boughtAt: '2026-01-31T11:00:00Z', [ownership]: { assetNumber: 7 } },
  laptop: { serial: 'B-3', tag: 'red', boughtAt: '2026-01-31T10:30:00.5Z', weight: 1.25 },
} satisfies Record<string, JsonObject>;

type DeviceName = keyof typeof devices;

const filters: readonly (readonly [filter: string, found: readonly DeviceName[]])[] = [
  ['serial eq "p-1"', ['printer']],
  ['serial sw "A"', ['phone']],
  ['tag eq "red"', ['laptop']],
  ['tag pr', ['phone', 'laptop']],
  ['boughtAt eq "2026-01-31T10:00:00Z"', ['printer']],
  ['boughtAt gt "2026-01-31T12:00:00+02:00"', ['phone', 'laptop']],
  ['boughtAt le "2026-01-31T10:30:00.500Z"', ['printer', 'laptop']],
  ['weight lt 2', ['laptop']],
  ['ports[value eq "usb" and speed gt 100]', ['printer']],
  ['ports[value eq "lan" and speed gt 100]', []],
  ['ports.speed ge 480', ['printer']],
  [`${ownership}:assetNumber eq 7`, ['phone']],
  [`not (${ownership}:assetNumber pr)`, ['printer', 'laptop']],
  ['meta.created pr and externalId eq "x"', []],
];

/** A dateTime is compared by its instant, whatever zone it is written in. */
const sorts: readonly (readonly [attribute: string, ascending: readonly DeviceName[]])[] = [
  ['boughtAt', ['printer', 'laptop', 'phone']],
  ['serial', ['phone', 'laptop', 'printer']],
  ['tag', ['phone', 'laptop', 'printer']],
  ['weight', ['laptop', 'printer', 'phone']],
];

export const declaredTypeCases: readonly StoreCase[] = [
  {
    name: 'a declared type is found by filters on every kind of its attributes',
    async run(context) {
      const made = await createDevices(context);
      await context.createUser({ userName: 'p-1' });
      for (const [text, expected] of filters) {
        const { resources, total } = await context.store.resources.query(context.scope, {
          type: 'Device',
          filter: resolveFilter(deviceType, parseFilter(text)),
          startIndex: 1,
          count: 10,
        });
        assert.deepEqual(namesOf(made, resources), expected, text);
        assert.equal(total, expected.length, text);
      }
    },
  },
  {
    name: 'a declared type is sorted by its attributes, and counted apart from others',
    async run(context) {
      const { store, scope, createUser } = context;
      const made = await createDevices(context);
      await createUser({ userName: 'ada' });
      for (const [attribute, expected] of sorts) {
        const path = requireAttribute(deviceType, { attribute });
        const query = { type: 'Device', sort: { path, descending: false }, startIndex: 1, count: 10 };
        assert.deepEqual(namesOf(made, (await store.resources.query(scope, query)).resources), expected, attribute);
      }
      assert.equal((await store.resources.query(scope, { type: 'Device', startIndex: 1, count: 0 })).total, 3);
    },
  },
  {
    name: 'a resource of a declared type is changed, deleted, listed in the trash and brought back',
    async run(context) {
      const { store, scope, change, read } = context;
      const { phone } = await createDevices(context);
      const changed = await change(phone, { resource: { serial: 'A-2' }, externalId: 'x' });
      assert.deepEqual([changed.version, changed.attributes, changed.externalId], [2, { serial: 'A-2' }, 'x']);
      await change(changed, { resource: 'trash' });
      assert.equal(await store.resources.find(scope, 'Device', phone.id), undefined);
      const [trashed] = await store.resources.listTrash(scope, { type: 'Device', limit: 10 });
      assert.equal(trashed?.record.id, phone.id);
      const journal = { actor: 'operator', action: 'restore', directory: scope.directory, resourceType: 'Device' };
      await store.resources.restore({
        scope,
        type: 'Device',
        id: phone.id,
        journal: { ...journal, resourceId: phone.id },
      });
      const restored = await read(phone);
      assert.deepEqual([restored.version, restored.attributes, restored.externalId], [3, { serial: 'A-2' }, 'x']);
    },
  },
  {
    name: 'an externalId of a declared type is seen by its own client alone',
    async run(context) {
      const { store, scope, tryCommit, nextId } = context;
      const id = nextId();
      await tryCommit({ type: 'Device', id, version: 0 }, { resource: devices.printer, externalId: 'x' });
      const find = async (client: string) =>
        (await store.resources.find({ ...scope, client }, 'Device', id))?.externalId;
      assert.deepEqual([await find(scope.client), await find('another')], ['x', undefined]);
    },
  },
  {
    name: 'a resource of a declared type is no member of a group',
    async run(context) {
      const { phone } = await createDevices(context);
      const staff = await context.createGroup('Staff');
      for (const members of [{ add: [phone.id], remove: [] }, { replace: [phone.id] }])
        assert.deepEqual(await context.tryCommit(staff, { members }), {
          kind: 'unknown-members',
          values: [phone.id],
        });
    },
  },
];

async function createDevices({
  tryCommit,
  nextId,
  read,
}: StoreContext): Promise<Readonly<Record<DeviceName, ResourceRecord>>> {
  const make = async (resource: JsonObject) => {
    const record = { type: 'Device', id: nextId() };
    await tryCommit({ ...record, version: 0 }, { resource });
    return read(record);
  };
  return {
    printer: await make(devices.printer),
    phone: await make(devices.phone),
    laptop: await make(devices.laptop),
  };
}

function namesOf(
  made: Readonly<Record<DeviceName, ResourceRecord>>,
  found: readonly ResourceRecord[],
): readonly string[] {
  const names = new Map(Object.entries(made).map(([name, { id }]) => [id, name]));
  return found.map(({ id }) => names.get(id) ?? id);
}
