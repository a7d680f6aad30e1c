import fc from 'fast-check';

/** A request as no client sends it, or one should not: what `send` of a test client takes. */
export interface OddRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
/** Names that mean something to JavaScript, beside those that mean something to SCIM. */
const oddNames = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'length', '', ' ', '\0', '\ud800', 'é'];
const knownNames = [
  'userName',
  'displayName',
  'name',
  'familyName',
  'emails',
  'members',
  'groups',
  'value',
  'type',
  'primary',
  '$ref',
  'active',
  'password',
  'externalId',
  'id',
  'meta',
  'schemas',
  'Operations',
  'x509Certificates',
  'manager',
  enterprise,
  `${enterprise}:manager`,
  core,
];
const name = fc.oneof(fc.constantFrom(...knownNames), fc.constantFrom(...oddNames));

const long = 'x'.repeat(5000);
/** As JSON texts, since some of them no JavaScript value could be written as. */
const leaf = fc.constantFrom(
  'null',
  'true',
  '0',
  '-0',
  '1e400',
  '-1e400',
  '1e-400',
  '9223372036854775808',
  '0.1e1',
  '123456789012345678901234567890',
  '""',
  '"x"',
  '"0001"',
  '"0002"',
  '"True"',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00x"',
  '"__proto__"',
  '"2026-01-31T12:00:00Z"',
  '"bulkId:x"',
  `"${core}"`,
  `"${enterprise}"`,
  `"${long}"`,
  '[]',
  '{}',
  '[[[[]]]]',
  `${'['.repeat(60)}${']'.repeat(60)}`,
);

const objectOf = (value: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(name, value), { maxLength: 6 })
    .map((pairs) => `{${pairs.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`);

const { node } = fc.letrec<{ readonly node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    leaf,
    fc.array(tie('node'), { maxLength: 4 }).map((items) => `[${items.join(',')}]`),
    objectOf(tie('node')),
  ),
}));

const filter = fc.oneof(
  fc.constantFrom(
    'userName eq "ann"',
    'emails[type eq "work" and value co "x"]',
    'userName eq',
    'not (not (active eq true))',
    '__proto__ pr',
    'constructor.name eq "Object"',
    'toString eq null',
    `${enterprise}:manager.value eq "0001"`,
    `${'('.repeat(10_000)}userName pr${')'.repeat(10_000)}`,
    `${'not ('.repeat(30)}userName pr${')'.repeat(30)}`,
    Array.from({ length: 500 }, () => 'userName pr').join(' or '),
    `userName eq "${long}"`,
    'userName eq "\0"',
    'userName eq "\ud800"',
    'userName eq 1e400',
    'meta.created gt "9999-99-99T99:99:99Z"',
    'members.value eq "0001"',
    'password eq "x"',
    'emails eq null',
    'schemas pr',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom('userName', 'eq', '"x"', '(', ')', '[', ']', 'and', 'or', 'not', 'pr', '\0', '.', ':', 'urn:'), { maxLength: 12 }).map((parts) => parts.join(' ')),
);
const path = fc.oneof(
  fc.constantFrom(
    'userName',
    'name.familyName',
    'emails',
    'emails[type eq "work"].value',
    'emails[',
    'members[value eq "0001"]',
    'members',
    '__proto__',
    '__proto__.polluted',
    'constructor.prototype.polluted',
    'emails[__proto__ pr]',
    'meta',
    'id',
    'schemas',
    core,
    enterprise,
    `${enterprise}:manager`,
    `${enterprise}:__proto__`,
    `${core}:name.__proto__`,
    long,
  ),
  filter,
);
const operation = fc
  .tuple(fc.constantFrom('"add"', '"add"', '"Replace"', '"Replace"', '"remove"', '"__proto__"', '7'), fc.option(path), fc.option(node))
  .map(([op, at, value]) => {
    const parts = [`"op":${op}`];
    if (at !== null) parts.push(`"path":${JSON.stringify(at)}`);
    if (value !== null) parts.push(`"value":${value}`);
    return `{${parts.join(',')}}`;
  });

const operations = fc
  .array(operation, { minLength: 1, maxLength: 3 })
  .map((all) => `{"Operations":[${all.join(',')}]}`);

const body: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 4, arbitrary: node },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('"ann"', '"bob"', '"new"', '""', '7'), objectOf(node)).map(
      // What comes last stands, so that odd parts stand beside a userName that is right.
      ([userName, rest]) => `${rest.slice(0, -1)}${rest === '{}' ? '' : ','}"userName":${userName},"displayName":"d"}`,
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      undefined,
      '',
      '\uFEFF{}',
      '{"a":1',
      '['.repeat(100_000),
      `{"Operations":[${Array.from({ length: 5000 }, () => '{"op":"add","path":"title","value":"x"}').join(',')}]}`,
      `{"userName":"many","emails":[${Array.from({ length: 2000 }, (_, n) => `{"value":"${n}"}`).join(',')}]}`,
    ),
  },
);

const segment = fc.oneof(
  fc.constantFrom('Users', 'Groups', 'Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Bulk', 'Me', '.search', '0001', '0002', '0003'),
  fc.constantFrom('..', '.', '%2e%2e', '%2E', '%00', '%', '%zz', '%ff', '%25%30%30', '%252e', '%2F', '', '__proto__', 'constructor', 'users', '\ud800', 'é', '%0d%0aX-Evil:%201', long, core),
);
const parameter = fc.oneof(
  fc.tuple(fc.constant('filter'), filter),
  fc.tuple(fc.constantFrom('sortBy', 'attributes', 'excludedAttributes'), fc.oneof(path, name)),
  fc.tuple(fc.constantFrom('startIndex', 'count', 'cursor', 'sortOrder', '__proto__', ''), fc.constantFrom('1', '0', '-1', '1e9', '99999999999999999999', 'NaN', '', ' ', '\0', '0x10', '1.5', long, '__proto__')),
);

const drawn = fc.record({
  method: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE') },
    { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'BREW', 'get', '', '__proto__', 'constructor') },
  ),
  target: fc
    .tuple(
      fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom('/Users', '/Groups', '/Users/0001', '/Groups/0003') },
        { weight: 1, arbitrary: fc.array(segment, { maxLength: 4 }).map((all) => `/${all.join('/')}`) },
      ),
      fc.array(parameter, { maxLength: 3 }),
    )
    .map(([at, all]) => `${at}${all.length === 0 ? '' : `?${new URLSearchParams(all)}`}`),
  headers: fc
    .array(
      fc.tuple(
        fc.constantFrom('if-match', 'if-none-match', 'content-type', 'accept', 'x-http-method-override', '__proto__'),
        fc.constantFrom('*', 'W/"1"', '"', 'W/', ',,,,', 'text/html', '\0', long, `${'"x",'.repeat(2000)}`, 'a\r\nb: c'),
      ),
      { maxLength: 3 },
    )
    .map((all) => Object.fromEntries(all)),
  body,
  operations,
  wild: fc.integer({ min: 0, max: 4 }).map((number) => number === 0),
});

/** A PATCH mostly has operations, so that it gets somewhere. */
export const oddRequest: fc.Arbitrary<OddRequest> = drawn.map(({ operations, wild, ...request }) =>
  request.method === 'PATCH' && !wild ? { ...request, body: operations } : request,
);
