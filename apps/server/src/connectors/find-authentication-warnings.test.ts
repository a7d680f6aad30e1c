import { expect, it } from 'vitest';
import type { Client } from './client.js';
import { findAuthenticationWarnings } from './find-authentication-warnings.js';

type Server = Parameters<typeof findAuthenticationWarnings>[0];
const https: Server = { publicUrl: 'https://hub.example.com', trustProxy: 'loopback' };
const passwords = ['00'];
const oauth = { clientId: 'a', hash: '00', lifetime: 1 };
const mtls = { header: 'x', subject: 'CN=a', alone: false };
const allow = ['192.0.2.1'];
const entra = { issuer: 'https://sts.windows.net/t/', jwks: 'https://a.example', algorithms: ['RS256'], claims: {} };
const jwt = { ...entra, audience: '8adf8e6e-67b2-4cf2-a259-e3dc5476c621' };

function warn(client: Partial<Client>, server: Server) {
  const whole: Client = { name: 'idp', directory: 'main', quirks: [], tokens: [], ...client };
  return findAuthenticationWarnings(server, [whole]).map(({ path, message }) => `${path} ${message}`);
}

it.each<[string, Partial<Client>, Server, RegExp]>([
  ['passwords over HTTP', { passwords }, { trustProxy: false }, /^clients\.idp\.basic .* over HTTPS/],
  [
    'a secret over HTTP',
    { oauth },
    { ...https, publicUrl: 'http://hub.example' },
    /^clients\.idp\.oauth .* over HTTPS/,
  ],
  ['addresses that a proxy hides', { allow }, { ...https, trustProxy: false }, /allow sees only the proxy/],
  ['addresses that anybody may claim', { allow }, { ...https, trustProxy: true }, /allow is of no use/],
  ['certificates that nobody vouches for', { mtls }, { ...https, trustProxy: false }, /mtls lets nobody in/],
  ['certificates that anybody may claim', { mtls }, { ...https, trustProxy: 1 }, /mtls can be claimed/],
  ["another application's token of Entra", { jwt }, https, /jwt accepts what Entra sends to every/],
])('%s is warned of', (_case, client, server, expected) => {
  expect(warn(client, server)).toEqual([expect.stringMatching(expected)]);
});

it.each<[string, Partial<Client>, Server]>([
  ['all of it behind a proxy that is named', { passwords, oauth, mtls, allow, jwt }, https],
  ['passwords over TLS of our own', { passwords }, { trustProxy: false, tls: { certificate: 'a', key: 'b' } }],
  ['addresses without a proxy', { allow }, { trustProxy: false }],
  ["Entra's token with a claim of one's own", { jwt: { ...jwt, claims: { oid: 'a' } } }, https],
  ['tokens alone', {}, { trustProxy: false }],
])('%s is not', (_case, client, server) => {
  expect(warn(client, server)).toEqual([]);
});
