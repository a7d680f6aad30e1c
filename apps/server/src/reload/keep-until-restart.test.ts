import { expect, it } from 'vitest';
import type { Configuration } from '../config/configuration.js';
import { limitsSection } from '../config/limits-section.js';
import { keepUntilRestart } from './keep-until-restart.js';

const limits = limitsSection.parse({});
const server = { listen: { host: '127.0.0.1', port: 8080 }, trustProxy: false, bodyLimit: 1024, limits };
const tls = { certificate: 'a.pem', key: 'b.pem' };
const before: Configuration = {
  folder: '/srv',
  dataFolder: '/srv/data',
  database: { kind: 'sqlite', file: '/srv/data/linkspan.sqlite' },
  server,
  types: [],
  directories: ['main'],
  clients: {},
  applications: {},
  requests: { keep: 0, reads: 1 },
  events: {},
};
const secure: Configuration = { ...before, server: { ...server, tls } };
const renewed = { ...tls, certificate: 'c.pem' };

it.each<[string, Configuration, Partial<Configuration>, readonly string[], Partial<Configuration>]>([
  ['nothing', before, {}, [], {}],
  ['another port', before, { server: { ...server, listen: { host: '::1', port: 1 } } }, ['server.listen'], {}],
  ['TLS where there was none', before, { server: { ...server, tls } }, ['server.tls'], {}],
  ['no TLS any more', secure, { server }, ['server.tls'], { server: { ...server, tls } }],
  ['another certificate', secure, { server: { ...server, tls: renewed } }, [], { server: { ...server, tls: renewed } }],
  ['another database', before, { database: { kind: 'postgres', url: 'postgres://h/d' } }, ['database'], {}],
  ['another folder of the data', before, { dataFolder: '/elsewhere' }, ['database'], {}],
  ['another limit', before, { server: { ...server, bodyLimit: 5 } }, [], { server: { ...server, bodyLimit: 5 } }],
])('%s', (_case, former, change, keys, kept) => {
  const next = { ...former, ...change, directories: ['main', 'other'] };
  expect(keepUntilRestart(former, next)).toEqual({
    keys,
    configuration: { ...former, ...kept, directories: ['main', 'other'] },
  });
});
