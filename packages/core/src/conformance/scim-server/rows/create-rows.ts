import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Requirement } from '../requirement.js';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users'],
  run,
});

export const createRows: readonly Requirement[] = [
  row('3.3', 'a create is 201', 'A created resource is answered 201.', async (probe) => {
    demand.status(await probe.send('POST', '/Users', probe.userBody()), 201);
  }),
  {
    ...row(
      '3.3',
      'a create answers with the resource',
      'The body of the 201 should hold the new resource.',
      async (probe) => {
        const body = probe.userBody();
        const document = demand.document(await probe.send('POST', '/Users', body), 201);
        demand.equal(at(document, 'userName'), at(body, 'userName'), '"userName"');
      },
    ),
    level: 'SHOULD',
  },
  row(
    '3.3',
    'a create says where the resource is',
    'The URI stands in Location, and in "meta.location" of the body.',
    async (probe) => {
      const answer = demand.status(await probe.send('POST', '/Users', probe.userBody()), 201);
      const { location } = answer.headers;
      demand.that(location !== undefined, 'a Location header', undefined);
      demand.equal(at(answer.json, 'meta', 'location'), location, '"meta.location" as Location');
      demand.that(
        location?.endsWith(`/Users/${at(answer.json, 'id')}`) === true,
        'a Location that ends with /Users/<id>',
        location,
      );
    },
  ),
  row('3.3', 'what was created can be read', 'A new resource is there under its id.', async (probe) => {
    const user = await probe.user();
    demand.equal(at(await probe.read(`/Users/${user.id}`), 'userName'), at(user, 'userName'), '"userName"');
  }),
  row(
    '3.3',
    'a create ignores what is read-only',
    'Read-only attributes in the body are ignored: "id" and "meta".',
    async (probe) => {
      const chosen = probe.name();
      const meta = { resourceType: 'Nothing', created: '2001-01-01T00:00:00Z' };
      const answer = await probe.send('POST', '/Users', probe.userBody({ id: chosen, meta }));
      const user = demand.document(answer, 201);
      demand.that(at(user, 'id') !== chosen, 'an id that the server chose', at(user, 'id'));
      demand.equal(at(user, 'meta', 'resourceType'), 'User', '"meta.resourceType"');
      demand.that(
        at(user, 'meta', 'created') !== meta.created,
        '"meta.created" of the server',
        at(user, 'meta', 'created'),
      );
    },
  ),
  row(
    '3.3',
    'a userName that is taken is 409 uniqueness',
    'A conflict with an existing resource is 409 with scimType uniqueness.',
    async (probe) => {
      const { userName = '' } = await probe.user();
      demand.error(await probe.send('POST', '/Users', probe.userBody({ userName })), 409, 'uniqueness');
    },
  ),
  row(
    '3.3',
    'a userName that is taken in other case is 409',
    'userName is not case-exact (RFC 7643 §4.1.1, §8.7.1), so its uniqueness is not, either.',
    async (probe) => {
      const user = await probe.user();
      const userName = String(at(user, 'userName')).toUpperCase();
      demand.error(await probe.send('POST', '/Users', probe.userBody({ userName })), 409, 'uniqueness');
    },
  ),
  row(
    '3.3.1',
    'the resource type is set by the server',
    '"meta.resourceType" is set according to the endpoint.',
    async (probe) => {
      demand.equal(at(await probe.user(), 'meta', 'resourceType'), 'User', '"meta.resourceType"');
    },
  ),
  row(
    '3.12',
    'a user without a userName is 400',
    'A required value is missing: 400 (Table 9: invalidValue).',
    async (probe) => {
      demand.error(await probe.send('POST', '/Users', { schemas: [userSchema], displayName: probe.name() }), 400);
    },
  ),
  {
    ...row(
      '3.12',
      'a userName that is no text is 400',
      'A value is not compatible with the type of its attribute: 400 (Table 9: invalidValue).',
      async (probe) => {
        demand.error(
          await probe.send('POST', '/Users', { schemas: [userSchema], userName: { value: probe.name() } }),
          400,
        );
      },
    ),
  },
];
