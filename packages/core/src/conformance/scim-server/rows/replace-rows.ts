import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import type { Requirement } from '../requirement.js';

const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users'],
  run,
});

export const replaceRows: readonly Requirement[] = [
  row(
    '3.5.1',
    'a PUT is 200 with the whole resource',
    'A replacement is answered 200 with the entire resource in the body.',
    async (probe) => {
      const user = await probe.user();
      const body = { ...probe.userBody(), userName: at(user, 'userName') ?? null };
      const document = demand.document(await probe.send('PUT', `/Users/${user.id}`, body), 200);
      demand.equal(at(document, 'id'), user.id, '"id"');
      demand.equal(at(document, 'userName'), at(user, 'userName'), '"userName"');
    },
  ),
  row(
    '3.5.1',
    'a PUT replaces values',
    'Values of readWrite attributes in the body replace those that are there.',
    async (probe) => {
      const { id } = await probe.user();
      const userName = probe.name();
      demand.status(await probe.send('PUT', `/Users/${id}`, { ...probe.userBody(), userName }), 200);
      demand.equal(at(await probe.read(`/Users/${id}`), 'userName'), userName, '"userName"');
    },
  ),
  {
    ...row(
      '3.5.1',
      'a PUT replaces all values of a list',
      'A PUT is a replacement: values that the body does not name are gone.',
      async (probe) => {
        const domain = `${probe.name()}.example`;
        const user = await probe.user({
          emails: [
            { value: `a@${domain}`, type: 'work' },
            { value: `b@${domain}`, type: 'home' },
          ],
        });
        const body = {
          ...probe.userBody(),
          userName: at(user, 'userName') ?? null,
          emails: [{ value: `c@${domain}`, type: 'work' }],
        };
        demand.status(await probe.send('PUT', `/Users/${user.id}`, body), 200);
        const values = listAt(await probe.read(`/Users/${user.id}`), 'emails').map((one) => at(one, 'value') ?? null);
        demand.equal(values, [`c@${domain}`], 'the e-mails');
      },
    ),
    needs: ['users', 'User.emails.value'],
  },
  row(
    '3.5.1',
    'a PUT ignores what is read-only',
    'Values of readOnly attributes are ignored, so "id" and "meta" stay.',
    async (probe) => {
      const user = await probe.user();
      const body = {
        ...probe.userBody(),
        userName: at(user, 'userName') ?? null,
        id: probe.name(),
        meta: { created: '2001-01-01T00:00:00Z' },
      };
      const answer = await probe.send('PUT', `/Users/${user.id}`, body);
      demand.equal(at(demand.document(answer, 200), 'id'), user.id, '"id"');
      demand.equal(
        at(await probe.read(`/Users/${user.id}`), 'meta', 'created'),
        at(user, 'meta', 'created'),
        '"meta.created"',
      );
    },
  ),
  row('3.5.1', 'a PUT creates nobody', 'PUT is not used to create: who is not there is 404.', async (probe) => {
    demand.error(await probe.send('PUT', `/Users/${probe.name()}`, probe.userBody()), 404);
  }),
  row(
    '3.5.1',
    'a PUT without a required attribute is 400',
    'Required attributes must be in the body of a replacement.',
    async (probe) => {
      const { id } = await probe.user();
      demand.error(
        await probe.send('PUT', `/Users/${id}`, { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'] }),
        400,
      );
    },
  ),
  row(
    '3.5.1',
    "a PUT with somebody else's userName is 409",
    'A conflict with another resource is 409 with scimType uniqueness (Table 8, Table 9).',
    async (probe) => {
      const one = await probe.user();
      const { id } = await probe.user();
      const body = { ...probe.userBody(), userName: at(one, 'userName') ?? null };
      demand.error(await probe.send('PUT', `/Users/${id}`, body), 409, 'uniqueness');
    },
  ),
  row(
    '3.5.1',
    'what a GET answered can be PUT back',
    'Clients read a resource, change it, and send it whole.',
    async (probe) => {
      const user = await probe.user();
      const read = await probe.read(`/Users/${user.id}`);
      demand.status(await probe.send('PUT', `/Users/${user.id}`, read), 200);
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'userName'), at(user, 'userName'), '"userName"');
    },
  ),
  {
    ...row('3.5.1', 'a refused PUT changes nothing', 'What is answered with an error was not done.', async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      demand.error(
        await probe.send('PUT', `/Users/${user.id}`, {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          title: 'Queen',
        }),
        400,
      );
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'title'), 'Countess', '"title"');
    }),
    needs: ['users', 'User.title'],
  },
  row('3.6', 'a DELETE is 204 without a body', 'A successful delete is answered 204.', async (probe) => {
    const { id } = await probe.user();
    demand.equal(demand.status(await probe.send('DELETE', `/Users/${id}`), 204).text, '', 'no body');
  }),
  ...(['GET', 'PUT', 'DELETE'] as const).map((method) =>
    row(
      '3.6',
      `a ${method} of who was deleted is 404`,
      'All operations on a deleted resource are answered 404.',
      async (probe) => {
        const { id } = await probe.user();
        demand.status(await probe.send('DELETE', `/Users/${id}`), 204);
        demand.error(await probe.send(method, `/Users/${id}`, method === 'PUT' ? probe.userBody() : undefined), 404);
      },
    ),
  ),
  {
    ...row(
      '3.6',
      'who was deleted is found by no query',
      'A deleted resource is left out of all future results.',
      async (probe) => {
        const user = await probe.user();
        demand.status(await probe.send('DELETE', `/Users/${user.id}`), 204);
        demand.equal(
          await probe.find('/Users', `userName eq "${at(user, 'userName')}"`),
          [],
          'the users that are found',
        );
      },
    ),
    needs: ['users', 'filter'],
  },
  {
    ...row(
      '3.6',
      'the userName of who was deleted is free again',
      'A deleted resource should not count for conflicts.',
      async (probe) => {
        const user = await probe.user();
        demand.status(await probe.send('DELETE', `/Users/${user.id}`), 204);
        demand.status(
          await probe.send('POST', '/Users', { ...probe.userBody(), userName: at(user, 'userName') ?? null }),
          201,
        );
      },
    ),
    level: 'SHOULD',
  },
];
