import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLimits } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { limitsSection } from './limits-section.js';
import { readConfiguration } from './read-configuration.js';

function read(yaml: string, environment: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'linkspan-config-'));
  writeFileSync(join(folder, 'linkspan.yaml'), yaml);
  return readConfiguration({ environment, folder });
}

function problemsOf(yaml: string, environment: Record<string, string> = {}) {
  return read(yaml, environment).problems.map(({ path, line, message, remedy }) =>
    [`${line ?? '-'}: ${path} ${message}.`, remedy].join(' '),
  );
}

describe('a configuration file', () => {
  it('is refused with every problem at once, each with its line and what to write instead', () => {
    const yaml = `
server:
  listen: 8080
  bodyLimt: 1MiB
directories: { main: {}, staff: {} }
clients:
  Jump Cloud: {}
  okta: { directory: stuff, quirks: { "null-emails": perhaps } }
applications:
  blog:
    connector: 7
    webhook: {}
    provisioning: { automatic: true, schedule: "0 3 * * *" }
    leaving: { onDelete: destroy, grace: 5 }
    mapping: [{ scim: title, remote: description, constant: x }]
cluster: {}
`;
    expect(problemsOf(yaml)).toEqual([
      '3: server.listen cannot be 8080. Write host:port, such as "127.0.0.1:8080".',
      '4: server.bodyLimt is unknown. Did you mean bodyLimit?',
      '7: clients.Jump Cloud is not a name that can be used here. Use up to 63 lower-case letters, digits, ".", "_" and "-", beginning with a letter or digit.',
      '8: clients.okta.quirks.null-emails cannot be "perhaps". Write true or false.',
      '11: applications.blog.connector cannot be 7. Write a text; put it in quotes if it looks like a number.',
      '13: applications.blog.provisioning.schedule cannot be "0 3 * * *". Write a list: [{ cron: "0 3 * * *", timezone: Europe/Paris, mode: full }].',
      '15: applications.blog.mapping.0 cannot be a group of keys. Give one of `scim`, `expression` and `constant`: a field has one source.',
      '14: applications.blog.leaving.onDelete cannot be "destroy". Write one of: deactivate, delete, keep.',
      '14: applications.blog.leaving.grace cannot be 5. Write a duration such as 0m, 30m, 12h or 7d.',
      '12: applications.blog.webhook is not supported yet. Remove it, and do without what it would do.',
      '16: cluster is not supported yet. Remove it, and do without what it would do.',
      '8: clients.okta.directory names the directory "stuff", which does not exist. Did you mean staff?',
    ]);
  });

  it.each([
    ['listen: "8080"', 'server.listen cannot be "8080". Write host:port, such as "127.0.0.1:8080".'],
    ['listen: "a:99999"', 'server.listen cannot be "a:99999". Write host:port, such as "127.0.0.1:8080".'],
    [
      'publicUrl: hub.example',
      'server.publicUrl cannot be "hub.example". Write the address that identity providers use, such as "https://provisioning.example.com".',
    ],
    [
      'publicUrl: "https://me:pw@hub.example"',
      'server.publicUrl cannot be what it is (not shown: it may be secret). Write the address that identity providers use, such as "https://provisioning.example.com". Without credentials, "?" or "#".',
    ],
    ['bodyLimit: 8', 'server.bodyLimit cannot be 8. Write a size such as 512KiB or 8MiB.'],
    ['bodyLimit: 8MB', 'server.bodyLimit cannot be "8MB". Write a size such as 512KiB or 8MiB.'],
    [
      'tls: { certificate: a.pem }',
      'server.tls.key is missing. Write a text; put it in quotes if it looks like a number.',
    ],
    [
      'trustProxy: my-proxy',
      'server.trustProxy cannot be "my-proxy". Write true, the number of proxies in front, or their addresses, such as ["loopback", "10.0.0.0/8"].',
    ],
    [
      'trustProxy: ["10.0.0.0/99"]',
      'server.trustProxy cannot be a list. Write true, the number of proxies in front, or their addresses, such as ["loopback", "10.0.0.0/8"].',
    ],
    [
      'trustProxy: { a: 1 }',
      'server.trustProxy cannot be a group of keys. Write true, the number of proxies in front, or their addresses, such as ["loopback", "10.0.0.0/8"].',
    ],
  ])('under server: %s', (line, problem) => {
    expect(problemsOf(`server:\n  ${line}\n`)).toEqual([`2: ${problem}`]);
  });

  it.each(['true', '1', 'loopback', '"loopback, 192.0.2.1"', '["10.0.0.0/8", "fc00::/7", "uniquelocal"]'])(
    'may trust proxies as Express does: %s',
    (value) => {
      expect(problemsOf(`server: { trustProxy: ${value} }`)).toEqual([]);
    },
  );

  it.each(['notify', 'webhook'])(
    'that asks for `%s` is refused, since ignoring it would do what its author meant to prevent',
    (key) => {
      const yaml = `applications:\n  blog:\n    connector: x\n    ${key}: {}\n`;
      expect(problemsOf(yaml)).toEqual([
        `4: applications.blog.${key} is not supported yet. Remove it, and do without what it would do.`,
      ]);
    },
  );

  it('does not show a secret that was written where a reference belongs', () => {
    const yaml = 'clients:\n  okta:\n    tokens: ["hunter2-hunter2"]\ndatabase: { url: "postgres://u:hunter2@h/d" }\n';
    const problems = problemsOf(yaml);
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('hunter2');
    expect(problems[1]).toContain(
      'clients.okta.tokens.0 cannot be what it is (not shown: it may be secret). Write { env: NAME }',
    );
  });

  it('lets two clients write a directory, where each resource has one owner', () => {
    expect(problemsOf('clients: { jumpcloud: {}, okta: {} }')).toEqual([]);
  });

  it.each([
    ['clients: {a: {}\n', /^\d: the file is not valid YAML/],
    ['a: 1\na: 2\n', /^2: the file is not valid YAML: Map keys must be unique/],
    ['- a list\n', /^-: the file cannot be a list\. Write keys and values below it/],
  ])('that is not what YAML or we expect says where: %j', (yaml, problem) => {
    expect(problemsOf(yaml)[0]).toMatch(problem);
  });

  it('may be empty', () => {
    expect(read('').configuration?.server).toEqual({
      listen: { host: '127.0.0.1', port: 8080 },
      trustProxy: false,
      bodyLimit: defaultLimits.bodyBytes,
      limits: limitsSection.parse({}),
    });
  });
});

describe('the environment', () => {
  it('moves the data, and wins over the listen address', () => {
    const { configuration } = read('database: ./here/hub.sqlite\nserver: { listen: "127.0.0.1:1" }', {
      LINKSPAN_DATA: '/srv/linkspan',
      HOST: '::1',
      PORT: '9000',
    });
    expect(configuration).toMatchObject({
      server: { listen: { host: '::1', port: 9000 } },
      database: { kind: 'sqlite', file: '/srv/linkspan/hub.sqlite' },
      dataFolder: '/srv/linkspan',
    });
  });

  it.each([
    ['PORT', 'http', 'PORT cannot be "http". Set PORT to a whole number from 0 to 65535, or unset it.'],
    [
      'LINKSPAN_CONFIG',
      '/nowhere/linkspan.yaml',
      'the file cannot be read (ENOENT). Make it readable by the user that runs linkspan, or set LINKSPAN_CONFIG to another file.',
    ],
  ])('is judged as well: %s', (name, value, problem) => {
    expect(problemsOf('', { [name]: value })).toEqual([`-: ${problem}`]);
  });

  it.each([
    [
      {},
      'database needs the environment variable DATABASE_URL, which is not set. Set DATABASE_URL for the process that runs linkspan.',
    ],
    [
      { DATABASE_URL: 'mysql://root:hunter2@h' },
      'database refers to something that is no postgres:// URL. It must look like postgres://user:password@host:5432/database.',
    ],
  ])('has to hold what the database refers to: %j', (environment, problem) => {
    expect(problemsOf('database: { env: DATABASE_URL }', environment)).toEqual([`1: ${problem}`]);
  });

  it('gives the database its URL', () => {
    const { configuration } = read('database: { env: DATABASE_URL }', { DATABASE_URL: 'postgres://u:p@h/d' });
    expect(configuration?.database).toEqual({ kind: 'postgres', url: 'postgres://u:p@h/d' });
  });
});

it('without a file, a client jumpcloud and SQLite in ./data stand ready', () => {
  const folder = mkdtempSync(join(tmpdir(), 'linkspan-config-'));
  const { configuration } = readConfiguration({ environment: {}, folder });
  expect(configuration?.file).toBeUndefined();
  expect(configuration?.database).toEqual({ kind: 'sqlite', file: join(folder, 'data', 'linkspan.sqlite') });
  expect(Object.keys(configuration?.clients ?? {})).toEqual(['jumpcloud']);
});
