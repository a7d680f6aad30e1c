import fc from 'fast-check';
import { enterprise, extra } from './person-type.js';

/** Few characters, so that values meet; each of them means something to LIKE, GLOB, JSON or a collation. */
const characters = [
  'a',
  'A',
  'b',
  'B',
  '0',
  ' ',
  '_',
  '%',
  '\\',
  '"',
  "'",
  '*',
  '[',
  '.',
  'é',
  'É',
  'e\u0301',
  'ß',
  'Σ',
  'ж',
  '日',
  '👩',
];
const text = fc.string({ unit: fc.constantFrom(...characters), maxLength: 4 });
const someText = fc.string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: 4 });
const number = fc.constantFrom(-10, -1.5, 0, 1, 2, 10, 2.5);
/** The same instants in other words, and some that differ by little. */
const date = fc.constantFrom(
  '2026-01-31T12:00:00Z',
  '2026-01-31T12:00:00.000Z',
  '2026-01-31T13:00:00+01:00',
  '2026-01-31T12:00:00.001Z',
  '2026-01-31T12:00:00',
  '2026-02-01T00:00:00-12:00',
  '1969-12-31T23:59:59Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59.999Z',
);
const type = fc.constantFrom('work', 'Work', 'home');

const email = fc.record({ value: someText, type, primary: fc.boolean() }, { requiredKeys: ['value'] });
const list = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 3 });

export const personAttributes = fc.record(
  {
    userName: someText,
    displayName: text,
    title: text,
    active: fc.boolean(),
    name: fc.record({ familyName: text, givenName: text }, { requiredKeys: ['familyName'] }),
    emails: list(email),
    [enterprise]: fc.record({ department: text }),
    [extra]: fc.record(
      {
        count: number,
        ratio: number,
        flag: fc.boolean(),
        code: text,
        tags: list(someText),
        since: date,
        visits: list(date),
      },
      { requiredKeys: ['code'] },
    ),
  },
  { requiredKeys: ['userName'] },
);

const compareText = (paths: readonly string[], values = text) =>
  fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'), values)
    .map(([path, operator, value]) => `${path} ${operator} ${JSON.stringify(value)}`);
const compareBoolean = (paths: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom('eq', 'ne'), fc.boolean())
    .map(([path, operator, value]) => `${path} ${operator} ${value}`);
const compareNumber = fc
  .tuple(
    fc.constantFrom(`${extra}:count`, `${extra}:ratio`),
    fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
    number,
  )
  .map(([path, operator, value]) => `${path} ${operator} ${value}`);
const compareDate = fc
  .tuple(
    fc.constantFrom(`${extra}:since`, `${extra}:visits`, 'meta.created', 'meta.lastModified'),
    fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
    date,
  )
  .map(([path, operator, value]) => `${path} ${operator} "${value}"`);
const present = (paths: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...paths), fc.constantFrom('pr', 'eq null', 'ne null'))
    .map(([path, operator]) => `${path} ${operator}`);

/** Terms joined by and, or and not, a few levels deep. */
function combine(term: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.letrec<{ readonly filter: string }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      term,
      tie('filter').map((filter) => `not (${filter})`),
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
        .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    ),
  })).filter;
}

const textPaths = ['userName', 'displayName', 'title', 'name.familyName', 'emails.value', 'emails.type'];
const extensionPaths = [`${enterprise}:department`, `${extra}:code`, `${extra}:tags`];
const inEmail = combine(
  fc.oneof(
    compareText(['value']),
    compareText(['type'], type),
    compareBoolean(['primary']),
    present(['primary', 'type']),
  ),
);

export const filterText: fc.Arbitrary<string> = combine(
  fc.oneof(
    compareText([...textPaths, ...extensionPaths, 'externalId']),
    compareBoolean(['active', 'emails.primary', `${extra}:flag`]),
    compareNumber,
    compareDate,
    present([
      `${extra}:since`,
      `${extra}:visits`,
      `${extra}:count`,
      ...textPaths,
      ...extensionPaths,
      'active',
      'name',
      'emails',
      'externalId',
    ]),
    inEmail.map((filter) => `emails[${filter}]`),
  ),
);
