import type { Json, JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import type { Need, Requirement } from '../requirement.js';

import { addChanges } from './add-changes.js';
import { removeChanges } from './remove-changes.js';
import { replaceChanges } from './replace-changes.js';

const before: JsonObject = {
  title: 'Countess',
  displayName: 'Ada',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'work@x.example', type: 'work', primary: true },
    { value: 'home@x.example', type: 'home' },
  ],
};

/** The attributes of `before` that the row needs. */
function some(needs: readonly Need[]): JsonObject {
  return Object.fromEntries(
    Object.entries(before).filter(([name]) =>
      needs.some((need) => need === `User.${name}` || need.startsWith(`User.${name}.`)),
    ),
  );
}

/** As `at`, with the number of values of a list (`length`), and the value of the one with a type (`work`). */
function look(document: JsonObject, path: readonly (string | number)[]): Json | undefined {
  const last = path.at(-1);
  const list = listAt(document, ...path.slice(0, -1));
  if (last === 'length') return list.length;
  if (last === 'work' || last === 'home')
    return at(
      list.find((one) => at(one, 'type') === last),
      'value',
    );
  return at(document, ...path);
}

/** What a PATCH does. */
export const patchChangeRows: readonly Requirement[] = [...addChanges, ...replaceChanges, ...removeChanges].map(
  ([section, title, requirement, needs, operations, expected]) => ({
    rfc: 7644,
    section,
    level: 'MUST',
    title: `PATCH: ${title}`,
    requirement,
    needs: ['users', 'patch', ...needs],
    async run(probe) {
      const { id } = await probe.user(some(needs));
      const patched = await probe.patched(`/Users/${id}`, ...operations);
      for (const [path, value] of expected) demand.equal(look(patched, path), value, `"${path.join('.')}" afterwards`);
    },
  }),
);
