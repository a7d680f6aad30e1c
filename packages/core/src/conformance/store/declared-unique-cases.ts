import assert from 'node:assert/strict';
import type { JsonObject } from '../../scim/json.js';
import { uniqueValuesOf } from '../../scim/unique-values-of.js';
import type { ResourceRecord } from '../../store/resource.js';
import type { RestoreOutcome } from '../../store/resource-store.js';
import { deviceType, ownership } from './device-type.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

/** What collides with `first`, and by which attribute; none: both may stand. */
const rows: readonly (readonly [first: JsonObject, second: JsonObject, attribute?: string])[] = [
  [{ serial: 'élodie' }, { serial: 'ÉLODIE' }, 'serial'],
  [{ serial: 'a', tag: 'Red' }, { serial: 'b', tag: 'Red' }, 'tag'],
  [
    { serial: 'c', tag: 'Blue' },
    { serial: 'd', tag: 'blue' },
  ],
  [{ serial: 'e', boughtAt: '2026-01-31T12:00:00+02:00' }, { serial: 'f', boughtAt: '2026-01-31T10:00Z' }, 'boughtAt'],
  [
    { serial: 'g', weight: 1 },
    { serial: 'h', weight: 1 },
  ],
  [
    { serial: 'i', ports: [{ value: 'lan' }, { value: 'usb' }] },
    { serial: 'j', ports: [{ value: 'hdmi' }, { value: 'USB' }] },
    'ports.value',
  ],
  [
    { serial: 'k', [ownership]: { assetNumber: 7 } },
    { serial: 'l', [ownership]: { assetNumber: 7 } },
    `${ownership}:assetNumber`,
  ],
  [
    { serial: 'm', tag: '' },
    { serial: 'n', tag: '' },
  ],
];

export const declaredUniqueCases: readonly StoreCase[] = [
  {
    name: 'what a declared schema says to be unique is refused to a second resource, on create and on change',
    async run(context) {
      for (const [first, second, attribute] of rows) {
        await create(context, first);
        const id = context.nextId();
        const outcome = await tryWrite(context, { id, version: 0 }, second);
        if (attribute === undefined) {
          assert.equal(outcome.kind, 'committed', JSON.stringify(second));
          continue;
        }
        assert.deepEqual(outcome, { kind: 'uniqueness', attribute }, JSON.stringify(second));
        const other = await create(context, { serial: `other ${id}` });
        assert.deepEqual(await tryWrite(context, other, second), { kind: 'uniqueness', attribute });
        assert.deepEqual(await context.read(other), other);
        assert.equal(await context.countJournalLines(other), 1);
      }
    },
  },
  {
    name: 'a unique value may stay where it is, and is free after a change and after a delete',
    async run(context) {
      const first = await create(context, { serial: 'a', tag: 'Red' });
      const changed = await write(context, first, { serial: 'A', tag: 'Red', weight: 2 });
      await create(context, { serial: 'b', tag: 'red' });
      const renamed = await write(context, changed, { serial: 'c' });
      await create(context, { serial: 'a', tag: 'Red' });
      await context.change(renamed, { resource: 'trash' });
      await create(context, { serial: 'c' });
    },
  },
  {
    name: 'a commit that says nothing of unique values leaves them taken',
    async run(context) {
      const first = await create(context, { serial: 'a' });
      await context.change(first, { externalId: 'x' });
      assert.equal((await tryWrite(context, { id: context.nextId(), version: 0 }, { serial: 'A' })).kind, 'uniqueness');
    },
  },
  {
    name: 'one unique value may stand in another directory and in another type',
    async run(context) {
      const { scope, createUser } = context;
      await create(context, { serial: 'a' });
      await create(context, { serial: 'a' }, `${scope.directory}-elsewhere`);
      const unique = uniqueValuesOf(deviceType, { serial: 'a' });
      await createUser({ userName: 'ada' }, unique && { unique });
    },
  },
  {
    name: 'a restore takes its unique values again, unless another has one by now',
    async run(context) {
      const first = await create(context, { serial: 'a', tag: 'Red' });
      await context.change(first, { resource: 'trash' });
      const second = await create(context, { serial: 'b', tag: 'Red' });
      assert.deepEqual(await restore(context, first), { kind: 'taken', attribute: 'tag', holder: second });
      await write(context, second, { serial: 'b' });
      assert.equal((await restore(context, first)).kind, 'restored');
      assert.deepEqual(await tryWrite(context, { id: context.nextId(), version: 0 }, { serial: 'A' }), {
        kind: 'uniqueness',
        attribute: 'serial',
      });
    },
  },
  {
    name: 'of several who want a unique value at the same time one gets it',
    async run(context) {
      for (let round = 0; round < context.rounds; round += 1) {
        const resource = { serial: `serial ${round}` };
        const writes = Array.from({ length: 4 }, () =>
          tryWrite(context, { id: context.nextId(), version: 0 }, resource),
        );
        const kinds = (await Promise.all(writes)).map(({ kind }) => kind).sort();
        assert.deepEqual(kinds, ['committed', 'uniqueness', 'uniqueness', 'uniqueness']);
      }
    },
  },
];

function tryWrite(
  { tryCommit, scope }: StoreContext,
  { id, version }: Pick<ResourceRecord, 'id' | 'version'>,
  resource: JsonObject,
  directory = scope.directory,
) {
  const unique = uniqueValuesOf(deviceType, resource) ?? [];
  return tryCommit({ type: 'Device', id, version }, { resource, unique, scope: { ...scope, directory } });
}

async function write(
  context: StoreContext,
  record: Pick<ResourceRecord, 'id' | 'version'>,
  resource: JsonObject,
  directory?: string,
): Promise<ResourceRecord> {
  const outcome = await tryWrite(context, record, resource, directory);
  assert.ok(outcome.kind === 'committed', `the commit was refused: ${JSON.stringify(outcome)}`);
  return outcome.record;
}

function create(context: StoreContext, resource: JsonObject, directory?: string): Promise<ResourceRecord> {
  return write(context, { id: context.nextId(), version: 0 }, resource, directory);
}

function restore({ store, scope }: StoreContext, { id, attributes }: ResourceRecord): Promise<RestoreOutcome> {
  const { directory } = scope;
  const journal = { actor: 'operator', action: 'restore', directory, resourceType: 'Device', resourceId: id };
  const unique = uniqueValuesOf(deviceType, attributes) ?? [];
  return store.resources.restore({ scope, type: 'Device', id, unique, journal });
}
