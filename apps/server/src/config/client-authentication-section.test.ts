import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadHostConfiguration } from '../connectors/load-host-configuration.js';
import { newFolder } from '../testing/new-folder.js';
import { ConfigurationError } from './problem.js';

const environment = { GOOD: 'a-secret-that-nobody-guesses', SHORT: 'hunter2' };
const jwt = { issuer: 'https://idp.example', audience: 'us', jwks: 'https://idp.example/keys' };

function load(idp: object, others: object = {}) {
  const folder = newFolder();
  const directories = { main: {}, second: {} };
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify({ directories, clients: { idp, ...others } }));
  return loadHostConfiguration({ environment, folder });
}

async function problemsOf(...clients: Parameters<typeof load>) {
  const error: unknown = await load(...clients).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigurationError)) throw new Error(`not refused: ${error}`);
  return error.problems.map(({ path, message }) => `${path} ${message}`);
}

it('every way of proof is taken over, and no password or secret of it', async () => {
  const { clients } = await load({
    basic: [{ username: 'okta', password: { env: 'GOOD' } }],
    oauth: { clientId: 'idp-1', secret: { env: 'GOOD' } },
    jwt,
    mtls: { header: 'X-SSL-Client-S-DN', subject: 'CN=idp' },
    allow: ['203.0.113.0/24', '2001:db8::1'],
  });
  expect(clients).toMatchObject([
    {
      passwords: [expect.stringMatching(/^[0-9a-f]{64}$/)],
      oauth: { clientId: 'idp-1', lifetime: 3_600_000 },
      jwt: { ...jwt, claims: {} },
      mtls: { header: 'x-ssl-client-s-dn', alone: false },
      rate: { perSecond: 500, burst: 5_000 },
    },
  ]);
  expect(JSON.stringify(clients)).not.toContain(environment.GOOD);
});

it.each<[string, object, string]>([
  [
    'a password that is short',
    { basic: [{ username: 'a', password: { env: 'SHORT' } }] },
    'basic.0.password is shorter than 24 characters',
  ],
  [
    'a password in the file itself',
    { basic: [{ username: 'a', password: 'hunter2' }] },
    'basic.0.password cannot be what it is (not shown: it may be secret)',
  ],
  [
    'a user name with a colon',
    { basic: [{ username: 'a:b', password: { env: 'GOOD' } }] },
    'basic.0.username cannot be "a:b"',
  ],
  [
    'a secret that is not there',
    { oauth: { clientId: 'a', secret: { env: 'NOWHERE' } } },
    'oauth.secret needs the environment variable NOWHERE, which is not set',
  ],
  [
    'tokens that hold for a week',
    { oauth: { clientId: 'a', secret: { env: 'GOOD' }, lifetime: '7d' } },
    'oauth.lifetime cannot be "7d"',
  ],
  [
    'keys over plain HTTP',
    { jwt: { ...jwt, jwks: 'http://idp.example/keys' } },
    'jwt.jwks cannot be "http://idp.example/keys"',
  ],
  [
    'an algorithm with a shared secret',
    { jwt: { ...jwt, algorithms: ['HS256'] } },
    'jwt.algorithms.0 cannot be "HS256"',
  ],
  ['a JWT for anybody', { jwt: { issuer: 'a', jwks: jwt.jwks } }, 'jwt.audience is missing'],
  [
    'a subject that is no name',
    { mtls: { header: 'x-dn', subject: 'jumpcloud' } },
    'mtls.subject cannot be "jumpcloud"',
  ],
  ['a header that is none', { mtls: { header: 'x dn', subject: 'CN=a' } }, 'mtls.header cannot be "x dn"'],
  ['a network that is none', { allow: ['203.0.113.0/33'] }, 'allow.0 cannot be "203.0.113.0/33"'],
  ['nobody allowed', { allow: [] }, 'allow cannot be an empty list'],
  ['no rate at all', { rate: { perSecond: 0, burst: 1 } }, 'rate.perSecond cannot be 0'],
])('%s is refused', async (_case, idp, problem) => {
  expect(await problemsOf(idp)).toEqual([`clients.idp.${problem}`]);
});

it('one OAuth id of two clients is refused', async () => {
  const oauth = { clientId: 'a', secret: { env: 'GOOD' } };
  expect(await problemsOf({ oauth }, { other: { oauth, directory: 'second' } })).toEqual([
    'clients.other.oauth.clientId is the id of the client "idp" already',
  ]);
});
