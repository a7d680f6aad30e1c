import assert from 'node:assert/strict';
import type { Filter } from '../../scim/filter.js';
import { requireAttribute } from '../../scim/require-attribute.js';
import { longestIndexedValue } from '../../store/indexed-attributes.js';
import { findIds } from './filter-steps.js';
import { createPeople } from './people.js';
import { personType } from './person-type.js';
import type { StoreCase } from './store-case.js';

export const filterLimitCases: readonly StoreCase[] = [
  {
    name: 'filter: many terms, many levels',
    async run(context) {
      const { ada, eve } = await createPeople(context);
      const others = Array.from({ length: 90 }, (_, index) => `userName eq "user-${index}"`);
      assert.deepEqual(await findIds(context, [...others, 'userName eq "eve"'].join(' or ')), [eve.id]);
      const nested = Array.from({ length: 9 }, () => 'not (').reduce((inner, open) => `${open}${inner})`, 'title pr');
      assert.deepEqual(await findIds(context, `active ne false and not (${nested}) and emails pr`), [ada.id]);
    },
  },
  {
    name: 'filter: as many terms as a page has resources',
    async run(context) {
      const { eve } = await createPeople(context);
      const path = requireAttribute(personType, { attribute: 'id' });
      const filters = Array.from({ length: 1000 }, (_, index): Filter => {
        return { kind: 'compare', path, operator: 'eq', value: index === 700 ? eve.id : `nobody-${index}` };
      });
      const query = { type: 'User', filter: { kind: 'or', filters }, startIndex: 1, count: 1000 } as const;
      const { resources } = await context.store.resources.query(context.scope, query);
      assert.deepEqual(
        resources.map(({ id }) => id),
        [eve.id],
      );
    },
  },
  {
    name: 'filter: indexed values of the greatest length, others of any',
    async run(context) {
      const long = makeText(longestIndexedValue);
      const attributes = { userName: long, displayName: long, name: { familyName: long }, emails: [{ value: long }] };
      const { id } = await context.createUser({ ...attributes, title: makeText(20_000) }, { externalId: long });
      const shorter = long.slice(0, -1);
      await context.createUser({ userName: shorter, displayName: shorter }, { externalId: shorter });
      for (const path of ['userName', 'displayName', 'name.familyName', 'emails.value', 'externalId']) {
        assert.deepEqual(await findIds(context, `${path} eq "${long}"`), [id], path);
        assert.deepEqual(await findIds(context, `${path} sw "${long}"`), [id], path);
      }
      assert.deepEqual(await findIds(context, `title co "${makeText(20_000).slice(-1000)}"`), [id]);
    },
  },
];

/** Three bytes a character in UTF-8, the most there is, and nothing that repeats, so that no engine compresses it. */
function makeText(length: number): string {
  return Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))).join('');
}
