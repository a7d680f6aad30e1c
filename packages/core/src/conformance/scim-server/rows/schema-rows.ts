import { isJsonObject, type Json, type JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Probe } from '../probe.js';
import type { Requirement } from '../requirement.js';

const core = 'urn:ietf:params:scim:schemas:core:2.0';
const row = (title: string, requirement: string, run: Requirement['run'], section = '7'): Requirement => ({
  rfc: 7643,
  section,
  level: 'MUST',
  title,
  requirement,
  reads: true,
  run,
});

/** What a schema may say of an attribute: RFC 7643 §7. */
const allowed: Readonly<Record<string, readonly Json[]>> = {
  type: ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex'],
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
};

/** What §8.7.1 says of attributes, where a server describes them at all. */
const characteristics: readonly (readonly [path: string, name: string, value: Json])[] = [
  ['User.userName', 'required', true],
  ['User.userName', 'uniqueness', 'server'],
  ['User.userName', 'caseExact', false],
  ['User.password', 'mutability', 'writeOnly'],
  ['User.password', 'returned', 'never'],
  ['User.groups', 'mutability', 'readOnly'],
  ['User.emails', 'multiValued', true],
  ['User.emails', 'type', 'complex'],
  ['User.active', 'type', 'boolean'],
  ['User.x509Certificates.value', 'type', 'binary'],
  ['Group.members', 'multiValued', true],
  ['Group.members.value', 'mutability', 'immutable'],
];

export const schemaRows: readonly Requirement[] = [
  row(
    'every resource type has a name, an endpoint and a schema',
    '"name", "endpoint" and "schema" of a resource type are required.',
    async (probe) => {
      for (const type of await resources(probe, '/ResourceTypes')) {
        for (const name of ['name', 'endpoint', 'schema'])
          demand.that(typeof at(type, name) === 'string', `"${name}", a text`, type);
      }
    },
    '6',
  ),
  row(
    'every schema extension says whether it is required',
    'Each of "schemaExtensions" has "schema", a URI, and "required", a boolean.',
    async (probe) => {
      for (const type of await resources(probe, '/ResourceTypes')) {
        for (const extension of listAt(type, 'schemaExtensions')) {
          demand.that(typeof at(extension, 'schema') === 'string', '"schema", a URI', extension);
          demand.that(typeof at(extension, 'required') === 'boolean', '"required", a boolean', extension);
        }
      }
    },
    '6',
  ),
  row(
    'every schema that a resource type names is described',
    'A resource type\'s "schema" and those of its extensions are URIs of schemas that can be read at /Schemas.',
    async (probe) => {
      const described = (await resources(probe, '/Schemas')).map((schema) => at(schema, 'id') ?? null);
      for (const type of await resources(probe, '/ResourceTypes')) {
        const named = [at(type, 'schema'), ...listAt(type, 'schemaExtensions').map((one) => at(one, 'schema'))];
        for (const id of named) demand.that(described.includes(id ?? null), `a schema ${id} at /Schemas`, described);
      }
    },
    '6',
  ),
  row(
    'every schema has a URI and attributes',
    '"id" is the unique URI of the schema; "attributes" describes it.',
    async (probe) => {
      for (const schema of await resources(probe, '/Schemas')) {
        demand.that(/^urn:|^https?:/.test(String(at(schema, 'id'))), '"id", a URI', at(schema, 'id'));
        demand.that(
          listAt(schema, 'attributes').length > 0,
          `attributes of ${at(schema, 'id')}`,
          at(schema, 'attributes'),
        );
      }
    },
  ),
  row(
    'every attribute has a name and says whether it has several values',
    '"name" and "multiValued" of an attribute are required.',
    async (probe) => {
      for (const attribute of await attributes(probe)) {
        demand.that(typeof at(attribute, 'name') === 'string', '"name", a text', attribute);
        demand.that(typeof at(attribute, 'multiValued') === 'boolean', '"multiValued", a boolean', attribute);
      }
    },
  ),
  ...Object.entries(allowed).map(([name, values]) =>
    row(
      `every attribute's ${name} is one of those that there are`,
      `"${name}" is one of ${values.join(', ')}.`,
      async (probe) => {
        for (const attribute of await attributes(probe)) {
          const value = at(attribute, name);
          // Absent means §2.2's default; only "type" has to be said.
          const isSaid = value !== undefined || name === 'type';
          demand.that(!isSaid || values.includes(value ?? null), `"${name}": ${values.join(', ')}`, attribute);
        }
      },
    ),
  ),
  row('every complex attribute describes its parts', 'A complex attribute has "subAttributes".', async (probe) => {
    for (const attribute of await attributes(probe)) {
      if (at(attribute, 'type') !== 'complex') continue;
      demand.that(listAt(attribute, 'subAttributes').length > 0, '"subAttributes"', attribute);
    }
  }),
  row(
    'no attribute is described twice',
    'Attribute names are unique within their schema, in any case (§2.1).',
    async (probe) => {
      for (const schema of await resources(probe, '/Schemas')) {
        const names = listAt(schema, 'attributes').map((one) => String(at(one, 'name')).toLowerCase());
        demand.equal(
          [...new Set(names)].length,
          names.length,
          `attributes of ${at(schema, 'id')} that are not the same`,
        );
      }
    },
  ),
  ...characteristics.map(
    ([path, name, value]): Requirement => ({
      ...row(
        `${path} is described with ${name}: ${value}`,
        `The schema gives ${path} "${name}": ${JSON.stringify(value)}.`,
        async ({ server }) => {
          if (server.schemas === undefined) throw new NotApplicable('/Schemas cannot be read');
          demand.equal(at(server.attribute(path), name), value, `"${name}" of ${path}`);
        },
        '8.7.1',
      ),
      needs: [path as `User.${string}`],
    }),
  ),
  ...(['User', 'Group'] as const).map(
    (name): Requirement => ({
      ...row(
        `the schema of ${name} is the core schema`,
        `A ${name} is identified by ${core}:${name}.`,
        async (probe) => {
          const types = await resources(probe, '/ResourceTypes');
          const type = types.find((one) => at(one, 'endpoint') === `/${name}s`);
          demand.equal(at(type, 'schema'), `${core}:${name}`, '"schema"');
        },
        name === 'User' ? '4.1' : '4.2',
      ),
      needs: [name === 'User' ? 'users' : 'groups'],
    }),
  ),
];

async function resources(probe: Probe, path: string): Promise<readonly JsonObject[]> {
  return demand.list(await probe.get(path)).filter(isJsonObject);
}

/** Of all schemas, with their parts. */
async function attributes(probe: Probe): Promise<readonly Json[]> {
  const outer = (await resources(probe, '/Schemas')).flatMap((schema) => listAt(schema, 'attributes'));
  return outer.flatMap((attribute) => [attribute, ...listAt(attribute, 'subAttributes')]);
}
