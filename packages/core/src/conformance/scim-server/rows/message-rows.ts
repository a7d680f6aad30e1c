import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Requirement } from '../requirement.js';

const mediaType = /^application\/scim\+json\s*(;|$)/i;

export const messageRows: readonly Requirement[] = [
  ...(['/ServiceProviderConfig', '/Users?count=1', '/Schemas'] as const).map(
    (path): Requirement => ({
      rfc: 7644,
      section: '3.8',
      level: 'MUST',
      title: `${path} is answered as application/scim+json`,
      requirement: 'Who accepts application/scim+json gets it, named in Content-Type.',
      reads: true,
      async run(probe) {
        const answer = demand.status(await probe.get(path), 200);
        demand.that(
          mediaType.test(answer.headers['content-type'] ?? ''),
          'Content-Type: application/scim+json',
          answer.headers['content-type'],
        );
      },
    }),
  ),
  {
    rfc: 7644,
    section: '8.1',
    level: 'MUST',
    title: 'answers are in UTF-8',
    requirement: 'The encoding of application/scim+json is UTF-8; another charset is never named.',
    needs: ['users', 'User.displayName'],
    async run(probe) {
      const displayName = 'Žofie Ångström 日本 👩‍🚀';
      const { id } = await probe.user({ displayName });
      const answer = demand.status(await probe.get(`/Users/${id}`), 200);
      demand.equal(at(answer.json, 'displayName'), displayName, 'the name as it was sent');
      const [, charset] = /charset=([^;]+)/i.exec(answer.headers['content-type'] ?? '') ?? [];
      demand.that(charset === undefined || /^"?utf-8"?$/i.test(charset.trim()), 'no charset, or utf-8', charset);
    },
  },
  {
    rfc: 7644,
    section: '3.8',
    level: 'MUST',
    title: 'an answer to Accept: */* is JSON',
    requirement: 'JSON is the one format of SCIM: who accepts anything gets it.',
    reads: true,
    async run(probe) {
      demand.document(await probe.get('/Users?count=1', { accept: '*/*' }), 200);
    },
  },
  {
    rfc: 7644,
    section: '3.8',
    level: 'MUST',
    title: 'a body of application/scim+json with a charset is taken',
    requirement: 'Servers accept application/scim+json, with parameters too.',
    needs: ['users'],
    async run(probe) {
      const headers = { 'content-type': 'application/scim+json; charset=utf-8' };
      demand.status(await probe.send('POST', '/Users', probe.userBody(), headers), 201);
    },
  },
  {
    rfc: 7644,
    section: '3.8',
    level: 'SHOULD',
    title: 'a body of application/json is taken',
    requirement: 'Servers should accept application/json beside application/scim+json.',
    needs: ['users'],
    async run(probe) {
      const headers = { 'content-type': 'application/json' };
      demand.status(await probe.send('POST', '/Users', probe.userBody(), headers), 201);
    },
  },
  {
    rfc: 7644,
    section: '3.12',
    level: 'MUST',
    title: 'who is not there is 404, as an Error',
    requirement: 'A failure is a JSON body with the Error schema and "status" as a string; what is not found is 404.',
    reads: true,
    needs: ['users'],
    async run(probe) {
      demand.error(await probe.get(`/Users/${probe.name()}`), 404);
    },
  },
  {
    rfc: 7644,
    section: '3.12',
    level: 'MUST',
    title: 'an Error is application/scim+json',
    requirement: 'Errors are SCIM messages in JSON, named so in Content-Type.',
    reads: true,
    needs: ['users'],
    async run(probe) {
      const answer = demand.status(await probe.get(`/Users/${probe.name()}`), 404);
      demand.that(
        mediaType.test(answer.headers['content-type'] ?? ''),
        'Content-Type: application/scim+json',
        answer.headers['content-type'],
      );
    },
  },
  {
    rfc: 7644,
    section: '3.12',
    level: 'MUST',
    title: 'an unknown endpoint is 404, as an Error',
    requirement: 'An endpoint that does not exist is answered 404 with an Error.',
    reads: true,
    async run(probe) {
      demand.error(await probe.get(`/${probe.name()}`), [404, 501]);
    },
  },
  ...(
    [
      ['POST', '/Users', '{"schemas": [', 'a body that is cut off'],
      ['POST', '/Users', 'userName=somebody', 'a body that is no JSON'],
    ] as const
  ).map(
    ([method, path, body, what]): Requirement => ({
      rfc: 7644,
      section: '3.12',
      level: 'MUST',
      title: `${what} is 400, as an Error`,
      requirement: 'A request that cannot be parsed or has the wrong syntax is answered 400 with an Error.',
      needs: ['users'],
      async run(probe) {
        demand.error(await probe.send(method, path, body), 400);
      },
    }),
  ),
  {
    rfc: 7644,
    section: '3.12',
    level: 'SHOULD',
    title: 'a body that is no JSON is called invalidSyntax',
    requirement: 'Table 9: invalidSyntax where the body has an invalid structure.',
    needs: ['users'],
    async run(probe) {
      demand.error(await probe.send('POST', '/Users', '{"schemas": ['), 400, 'invalidSyntax');
    },
  },
  {
    rfc: 7644,
    section: '3.12',
    level: 'MUST',
    title: 'a body that is a list is 400',
    requirement: 'A resource is a JSON object: anything else has an invalid structure.',
    needs: ['users'],
    async run(probe) {
      demand.error(await probe.send('POST', '/Users', [probe.userBody()]), 400);
    },
  },
  {
    rfc: 7644,
    section: '3.12',
    level: 'MUST',
    title: 'a create without a body is 400',
    requirement: 'A create needs a representation of the resource.',
    needs: ['users'],
    async run(probe) {
      demand.error(await probe.send('POST', '/Users'), [400, 411, 415]);
    },
  },
  {
    rfc: 9110,
    section: '15.5.6',
    level: 'MUST',
    title: 'a POST of one user is refused',
    requirement: 'RFC 7644 §3.2 defines no POST of one resource; a 405 carries an Allow header.',
    needs: ['users'],
    async run(probe) {
      const { id } = await probe.user();
      const answer = await probe.send('POST', `/Users/${id}`, probe.userBody());
      demand.error(answer, [405, 404, 400, 403, 501]);
      demand.that(answer.status !== 405 || answer.headers.allow !== undefined, 'an Allow header', undefined);
    },
  },
  {
    rfc: 9110,
    section: '9.3.2',
    level: 'MUST',
    title: 'HEAD is answered as GET, without the body',
    requirement: 'General-purpose servers support GET and HEAD; HEAD has the headers of GET and no content.',
    needs: ['users'],
    async run(probe) {
      const { id } = await probe.user();
      const answer = demand.status(await probe.send('HEAD', `/Users/${id}`), 200);
      demand.equal(answer.text, '', 'no body');
    },
  },
];
