import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Placed, Probe } from '../probe.js';
import type { Requirement } from '../requirement.js';

const row = (
  title: string,
  requirement: string,
  run: (probe: Probe, user: Placed, etag: string) => Promise<void>,
): Requirement => ({
  rfc: 7644,
  section: '3.14',
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'etag'],
  async run(probe) {
    const user = await probe.user();
    const answer = demand.status(await probe.get(`/Users/${user.id}`), 200);
    const { etag } = answer.headers;
    demand.that(etag !== undefined, 'an ETag header', undefined);
    await run(probe, user, etag ?? '');
  },
});

const renamed = (probe: Probe) => ({ ...probe.userBody(), userName: probe.name() });
const never = 'W/"linkspan-conformance-never"';

export const etagRows: readonly Requirement[] = [
  row(
    'a read has an ETag',
    'Where ETags are supported they stand in the ETag header, weak or strong (RFC 9110 §8.8.3).',
    async (_probe, _user, etag) => {
      demand.that(/^(W\/)?"[^"]*"$/.test(etag), 'W/"…" or "…"', etag);
    },
  ),
  {
    ...row(
      'meta.version is the ETag',
      'The version should stand in "meta.version", too.',
      async (probe, user, etag) => {
        demand.equal(at(await probe.read(`/Users/${user.id}`), 'meta', 'version'), etag, '"meta.version"');
      },
    ),
    level: 'SHOULD',
  },
  row('a create has an ETag', 'The version of a new resource is told with it.', async (probe) => {
    const answer = demand.status(await probe.send('POST', '/Users', probe.userBody()), 201);
    demand.that(answer.headers.etag !== undefined, 'an ETag header', undefined);
  }),
  row(
    'a read of what the client has is 304',
    'If-None-Match with the present version is answered 304.',
    async (probe, user, etag) => {
      demand.equal(
        demand.status(await probe.get(`/Users/${user.id}`, { 'if-none-match': etag }), 304).text,
        '',
        'no body',
      );
    },
  ),
  row(
    'a read of what the client does not have is 200',
    'If-None-Match with another version is answered with the resource.',
    async (probe, user) => {
      demand.status(await probe.get(`/Users/${user.id}`, { 'if-none-match': never }), 200);
    },
  ),
  row('a change moves the ETag', 'A version is of one state of the resource.', async (probe, user, etag) => {
    demand.status(await probe.send('PUT', `/Users/${user.id}`, renamed(probe)), 200);
    const after = demand.status(await probe.get(`/Users/${user.id}`), 200).headers.etag;
    demand.that(after !== etag, 'another ETag', after);
  }),
  row(
    'a PUT of another version is 412',
    'If-Match with another version is refused with 412, and nothing is changed.',
    async (probe, user) => {
      demand.error(await probe.send('PUT', `/Users/${user.id}`, renamed(probe), { 'if-match': never }), 412);
      demand.equal(
        at(await probe.read(`/Users/${user.id}`), 'userName'),
        at(user, 'userName'),
        '"userName", as before',
      );
    },
  ),
  row(
    'a PUT of the present version is done',
    'If-Match with the present version lets the write through.',
    async (probe, user, etag) => {
      demand.status(await probe.send('PUT', `/Users/${user.id}`, renamed(probe), { 'if-match': etag }), 200);
    },
  ),
  {
    ...row(
      'a PATCH of another version is 412',
      'If-Match with another version is refused with 412, and nothing is changed.',
      async (probe, user) => {
        demand.error(
          await probe.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'userName', value: probe.name() }], {
            'if-match': never,
          }),
          412,
        );
        demand.equal(
          at(await probe.read(`/Users/${user.id}`), 'userName'),
          at(user, 'userName'),
          '"userName", as before',
        );
      },
    ),
    needs: ['users', 'etag', 'patch'],
  },
  row(
    'a DELETE of another version is 412',
    'If-Match with another version is refused with 412, and nothing is deleted.',
    async (probe, user) => {
      demand.error(await probe.send('DELETE', `/Users/${user.id}`, undefined, { 'if-match': never }), 412);
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'id'), user.id, '"id"');
    },
  ),
];
