import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch, type PatchResult } from './apply-patch.js';
import type { Json, JsonObject } from './json.js';
import { normalizeResource } from './normalize-resource.js';
import { userType } from './resource-types.js';
import { ScimError } from './scim-error.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const text = fc.constantFrom('a', 'A', 'b', 'c', '');
const type = fc.constantFrom('work', 'home', 'other');
const primary = fc.constantFrom<Json>(true, false, 'True', null);
const email: fc.Arbitrary<JsonObject> = fc.record({ value: text, type, primary, display: text }, { requiredKeys: [] });
const address: fc.Arbitrary<JsonObject> = fc.record({ country: text, type, primary }, { requiredKeys: [] });

const body: fc.Arbitrary<JsonObject> = fc.record(
  {
    userName: fc.constantFrom('u', 'v'),
    title: text,
    active: fc.constantFrom<Json>(true, 'False'),
    name: fc.record({ givenName: text, familyName: text }, { requiredKeys: [] }),
    emails: fc.array(email, { maxLength: 4 }),
    addresses: fc.array(address, { maxLength: 3 }),
    [enterprise]: fc.record({ department: text, manager: text }, { requiredKeys: [] }),
  },
  { requiredKeys: ['userName'] },
);
const user = body.map((resource) => normalizeResource(userType, resource, { purpose: 'create' }).attributes);

/** Paths with values that fit them, and some that do not. */
const target: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.record({
    path: fc.constantFrom('title', 'name.givenName', 'userName', `${enterprise}:department`),
    value: fc.oneof(text, fc.constant(null)),
  }),
  fc.record({
    path: fc.constant(`${enterprise}:manager`),
    value: fc.oneof(text, fc.record({ value: text, $ref: text })),
  }),
  fc.record({ path: fc.constant('active'), value: fc.constantFrom<Json>(true, 'False', null, 7) }),
  fc.record({
    path: fc.constant('name'),
    value: fc.record({ givenName: fc.option(text), familyName: text }, { requiredKeys: [] }),
  }),
  fc.record({
    path: fc.constantFrom(
      'emails',
      'emails[type eq "work"]',
      'emails[value eq "a" and type eq "home"]',
      'emails[primary eq true]',
    ),
    value: fc.oneof(email, fc.array(email, { maxLength: 3 }), text),
  }),
  fc.record({
    path: fc.constantFrom(
      'emails[type eq "work"].value',
      'emails[type eq "work"].display',
      'emails.value',
      'emails[value ew "a"].type',
    ),
    value: text,
  }),
  fc.record({
    path: fc.constantFrom('emails[type eq "work"].primary', 'addresses[type eq "home"].primary'),
    value: primary,
  }),
  fc.record({ path: fc.constantFrom('addresses', 'addresses[type eq "work"]'), value: address }),
  fc.record({ value: body }),
  fc.record({ path: fc.constantFrom('groups', 'nonsense', 'emails[', 'id'), value: text }),
);
const operation = (op: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> =>
  fc.tuple(op, target).map(([name, rest]) => ({ op: name, ...rest }));
const addOrReplace = operation(fc.constantFrom('add', 'Replace'));
const anyOperation = operation(fc.constantFrom('add', 'Replace', 'remove'));

function freezeDeep<Value extends Json>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) freezeDeep(inner);
    Object.freeze(value);
  }
  return value;
}

/** `undefined` where the PATCH is refused, as SCIM refuses. */
function patch(current: JsonObject, operations: readonly JsonObject[]): PatchResult | undefined {
  try {
    return applyPatch(userType, current, { Operations: operations });
  } catch (error) {
    if (error instanceof ScimError && error.status === 400) return undefined;
    throw error;
  }
}

test('a PATCH changes nothing that it was given, done or refused', () => {
  fc.assert(
    fc.property(user, fc.array(anyOperation, { minLength: 1, maxLength: 5 }), (current, operations) => {
      freezeDeep(current);
      freezeDeep(operations);
      const before = JSON.stringify(current);
      patch(current, operations);
      expect(JSON.stringify(current)).toBe(before);
    }),
    { numRuns: 1000 },
  );
});

test('a PATCH of a valid user leaves a valid user in canonical form', () => {
  fc.assert(
    fc.property(user, fc.array(anyOperation, { minLength: 1, maxLength: 5 }), (sent, operations) => {
      const kept = normalizeResource(userType, sent, { purpose: 'create' }).attributes;
      const patched = patch(kept, operations);
      fc.pre(patched !== undefined);
      const again = normalizeResource(userType, patched.attributes, { purpose: 'replace' });
      expect(JSON.stringify(again.attributes)).toBe(JSON.stringify(patched.attributes));
      expect(again.ignored).toEqual([]);
      expect(patched.attributes).toMatchObject({ userName: expect.stringMatching(/./), active: expect.any(Boolean) });
    }),
    { numRuns: 2000 },
  );
});

test('an add or replace that is sent again changes nothing more', () => {
  fc.assert(
    fc.property(user, addOrReplace, (current, sent) => {
      const once = patch(current, [sent]);
      fc.pre(once !== undefined);
      const twice = patch(once.attributes, [sent]);
      // Where the value is not what its own filter asks for, there is nothing to find the second time.
      fc.pre(twice !== undefined);
      expect(twice.attributes).toEqual(once.attributes);
    }),
    { numRuns: 3000 },
  );
});
