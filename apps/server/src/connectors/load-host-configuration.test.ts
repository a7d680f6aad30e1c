import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ConfigurationError } from '../config/problem.js';
import { newFolder } from '../testing/new-folder.js';
import { fileConnector, writeFileConnector } from '../testing/write-file-connector.js';
import { findWarnings } from './find-warnings.js';
import { loadHostConfiguration } from './load-host-configuration.js';

interface Setting {
  readonly environment?: Readonly<Record<string, string>>;
  prepare?(folder: string): void;
}

function load(configuration: Readonly<Record<string, unknown>>, { environment = {}, prepare }: Setting = {}) {
  const folder = newFolder();
  writeFileConnector(folder);
  prepare?.(folder);
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(configuration));
  return loadHostConfiguration({ environment: { PASSWORD: 'right', ...environment }, folder });
}

async function problemsOf(configuration: Readonly<Record<string, unknown>>, setting?: Setting) {
  const error = await load(configuration, setting).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ConfigurationError)) throw new Error(`not refused: ${error}`);
  return error.problems.map(({ path, message, remedy }) => `${path} ${message}. ${remedy}`);
}

const blog = (more: Readonly<Record<string, unknown>>) => ({
  applications: {
    blog: { connector: fileConnector, config: { file: 'a', password: { env: 'PASSWORD' } }, ...more },
  },
});

describe('an application', () => {
  it.each([
    [
      'with a secret that is not there',
      { config: { file: 'a', password: { env: 'NOWHERE' } } },
      [
        'config.password needs the environment variable NOWHERE, which is not set. Set NOWHERE for the process that runs linkspan.',
      ],
    ],
    [
      'with a secret in the file itself',
      { config: { file: 'a', password: 'hunter2' } },
      [
        'config.password is a secret written into the file. Write { env: NAME } or { file: path } in its place, and renew the secret if others could read the file.',
      ],
    ],
    [
      'with settings that its connector does not know',
      { config: { fiel: 'a', password: { env: 'PASSWORD' } } },
      [
        'config.file is missing. Write a text; put it in quotes if it looks like a number.',
        'config.fiel is unknown. Did you mean file?',
      ],
    ],
    [
      'that hands out a role which can change others',
      { roles: { Admins: 'admin', Editors: 'editor' } },
      [
        'roles.Admins hands out "admin", a role that can change other accounts. Choose another role, or name it in allowPrivileged: [admin]. Whoever can edit the group gains it.',
      ],
    ],
    [
      'that gives it to everybody',
      { defaultRole: 'admin' },
      [
        'defaultRole hands out "admin", a role that can change other accounts. Choose another role, or name it in allowPrivileged: [admin]. Whoever can edit the group gains it.',
      ],
    ],
    [
      'that deletes without saying who inherits',
      { leaving: { onDelete: 'delete' } },
      [
        'leaving.onDelete cannot be "delete" alone: File has to give what the person owns to somebody. Add reassignTo with the id of the account that receives it.',
      ],
    ],
    [
      'that deletes after a while without saying who inherits',
      { leaving: { deleteAfter: '30d' } },
      [
        'leaving.deleteAfter cannot be set alone: File has to give what the person owns to somebody. Add reassignTo with the id of the account that receives it.',
      ],
    ],
    [
      'that deletes whoever leaves in any way',
      {
        leaving: { onInactive: 'delete', onScopeExit: 'delete' },
        operations: { delete: false },
        provisioning: { manual: { operations: { delete: true } } },
      },
      [
        'leaving.onInactive cannot be "delete" alone: File has to give what the person owns to somebody. Add reassignTo with the id of the account that receives it.',
        'leaving.onScopeExit cannot be "delete" alone: File has to give what the person owns to somebody. Add reassignTo with the id of the account that receives it.',
      ],
    ],
    [
      'whose correlation finds nobody',
      {
        correlation: [
          { scim: 'shoeSize', remote: 'login' },
          { scim: 'emails[', remote: 'nik' },
        ],
      },
      [
        'correlation.0.scim cannot be "shoeSize". User has no attribute "shoeSize". Check its spelling; an attribute of an extension begins with the schema\'s URN.',
        expect.stringMatching(/^applications\.blog\.correlation\.1\.scim cannot be "emails\["\. /),
        'correlation.1.remote names "nik", which File has no field for. Did you mean nick?',
      ],
    ],
    [
      'whose mapping names what nobody has',
      {
        mapping: [
          { scim: 'shoeSize', remote: 'name' },
          { remote: 'login', drop: true },
          { remote: 'nam', drop: true },
        ],
      },
      [
        'mapping.0 cannot be used. The rule for "name": User has no attribute "shoeSize". Check its spelling; an attribute of an extension begins with the schema\'s URN.',
        'mapping.1 drops "login", which File demands. Give it another `scim` or a `constant` instead.',
        'mapping.2 drops "nam", which File has no rule for. Did you mean name?',
      ],
    ],
    [
      'that allows another role by name than the one it hands out',
      { roles: { Admins: 'admin' }, allowPrivileged: ['root'] },
      [
        'roles.Admins hands out "admin", a role that can change other accounts. Choose another role, or name it in allowPrivileged: [admin]. Whoever can edit the group gains it.',
      ],
    ],
    [
      'whose mapping writes to the roles, past what is allowed by name',
      { mapping: [{ remote: 'roles', constant: ['admin'] }] },
      [
        'mapping.0 writes to "roles", which holds the roles of File. Use `roles` and `defaultRole`, which touch no role but those that they name.',
      ],
    ],
    [
      'whose mapping writes to fields that the connector does not know',
      {
        mapping: [
          { remote: 'biografy', scim: 'title' },
          { remote: 'shoe', scim: 'title' },
        ],
      },
      [
        'mapping.0 writes to "biografy", which File has no field for. Did you mean biography?',
        'mapping.1 writes to "shoe", which File has no field for. There are: biography, login, name, nick.',
      ],
    ],
    [
      'whose expressions cannot be used',
      {
        mapping: [
          { remote: 'name', expression: 'name.' },
          { remote: 'nick', expression: '$random()' },
          { remote: 'biography', expression: 'title', back: '$value' },
        ],
      },
      [
        'mapping.0 cannot be used. The rule for "name": expression cannot be used: at character 5: Unexpected end of expression.',
        'mapping.1 cannot be used. The rule for "nick": expression cannot be used: $random gives something else each time, and the application would be written again and again. Do without it.',
        'mapping.2 cannot be used. The rule for "biography": back says nowhere where it goes. Name the attribute in scim.',
      ],
    ],
    [
      'whose examples come out otherwise, by its own rules and by the connector’s',
      {
        mapping: [
          { remote: 'nick', expression: '$lowercase(title)', expect: [{ in: { title: 'Boss' }, out: 'Boss' }] },
          { remote: 'name', expect: [{ in: { displayName: 'Ada' }, out: 'ada' }] },
        ],
      },
      [
        'mapping.0.expect is not what comes out. The rule for "nick": its example 1 gives "boss", where "Boss" is expected. Correct the rule or the example.',
        'mapping.1.expect is not what comes out. The rule for "name": its example 1 gives "Ada", where "ada" is expected. Correct the rule or the example.',
      ],
    ],
    [
      'with groups, where the vendor has none',
      { groups: { provision: 'all' } },
      [
        'groups is given, and File has no groups. Leave `groups` out. What groups mean there is said by `roles`, and whom they let in by `scope`.',
      ],
    ],
    [
      'into which nothing comes back of what it names',
      {
        twoWay: {
          attributes: ['displayName', 'titel', 'title', 'shoe[', 'roles', 'active', 'userName', 'members'],
          authority: { displayName: 'application', nickName: 'application', emails: 'client', shoeSize: 'client' },
        },
      },
      [
        'twoWay.attributes.1 cannot be "titel". Did you mean title?',
        'twoWay.attributes.2 names title, and nothing comes back into title: no rule of File reads it. Add `back: $value` to the item of `mapping` whose `scim` it is, or leave it out.',
        expect.stringMatching(/^applications\.blog\.twoWay\.attributes\.3 cannot be "shoe\["\. /),
        'twoWay.attributes.4 names roles, and no group stands for a role there. Say under `roles` which group stands for which role, or leave it out.',
        'twoWay.attributes.6 names userName, and nothing comes back into userName: no rule of File reads it. Add `back: $value` to the item of `mapping` whose `scim` it is, or leave it out.',
        'twoWay.attributes.7 names members, and it gets no groups. Leave it out.',
        'twoWay.authority.nickName gives the application the last word on nickName, which does not come back. Name it in `attributes`, or leave it out here.',
        'twoWay.authority.shoeSize is no attribute of a person. User has no attribute "shoeSize". Check its spelling; an attribute of an extension begins with the schema\'s URN.',
      ],
    ],
    [
      'of what is set with a new account only',
      { mapping: [{ remote: 'login', back: '$value' }], twoWay: { attributes: ['userName'] } },
      [
        'twoWay.attributes.0 names userName, which File takes with a new account only, so that nothing comes back into it. Leave it out.',
      ],
    ],
    [
      'that would do in the directory what it may not, or cannot',
      { twoWay: { onNew: 'import', onDeleted: 'delete', operations: { create: false } } },
      [
        'twoWay.onNew cannot be "import": no rule of File reads userName, so that nobody could be made of an account. Add `back: $value` to the item of `mapping` whose `scim` is userName, or choose "report".',
        'twoWay.onNew cannot be "import" while operations.create is off. Allow `create` under `twoWay.operations`, or choose "report".',
        'twoWay.onDeleted cannot be "delete" while operations.delete is off. Allow `delete` under `twoWay.operations`, or choose "report".',
      ],
    ],
    [
      'with two-way sync of which nothing comes back by itself',
      { twoWay: {}, mapping: [{ remote: 'name', scim: 'nickName' }] },
      [
        'twoWay names no attributes, and no rule of File reads name, displayName, title. Name in `attributes` what may come back, or give its item of `mapping` a `back`.',
      ],
    ],
  ])('%s is refused', async (_case, more, problems) => {
    expect(await problemsOf(blog(more))).toEqual(
      problems.map((problem) => (typeof problem === 'string' ? `applications.blog.${problem}` : problem)),
    );
  });

  it('may hand out any role once the operator says so', async () => {
    const { applications } = await load(blog({ roles: { Admins: 'admin' }, allowPrivileged: ['admin'] }));
    expect(applications[0]?.policy.roles).toEqual({ Admins: 'admin' });
  });

  it('that is disabled needs neither its secret nor its package', async () => {
    const { applications } = await load(
      blog({ enabled: false, connector: '@acme/gone', config: { a: { env: 'NOWHERE' } } }),
    );
    expect(applications).toEqual([]);
  });

  it('becomes what the core works by', async () => {
    const leaving = { onInactive: 'keep', onDelete: 'delete', grace: '12h', reassignTo: 1 };
    const { applications } = await load(
      blog({ leaving, mapping: [{ scim: 'title', remote: 'nick', expect: [{ in: { title: 'x' }, out: 'x' }] }] }),
    );
    expect(applications[0]).toMatchObject({
      config: { file: 'a', password: 'right' },
      policy: {
        leaving: { onInactive: 'keep', onDelete: 'delete', grace: 43_200_000, reassignTo: '1' },
        mapping: [{ scim: 'title', remote: 'nick' }],
        concurrency: 4,
      },
    });
  });

  it('reads secrets from files, relative to the configuration', async () => {
    const config = { file: 'a', password: { file: 'secrets/blog' } };
    const prepare = (folder: string) => {
      mkdirSync(join(folder, 'secrets'));
      writeFileSync(join(folder, 'secrets', 'blog'), 'from a file\n');
    };
    const { applications } = await load(blog({ config }), { prepare });
    expect(applications[0]?.config).toEqual({ file: 'a', password: 'from a file' });
  });
});

function writePackage(folder: string, name: string, source: string): void {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name, type: 'module', exports: './index.js' }));
  writeFileSync(join(home, 'index.js'), source);
}

describe('a connector package', () => {
  it('with a copy of its own keeps it', async () => {
    const prepare = (folder: string) => {
      writePackage(folder, '@linkspan/core', 'export const defineConnector = () => ({ apiVersion: 2, name: "old" });');
      const source = "import { defineConnector } from '@linkspan/core'; export default defineConnector();";
      writePackage(folder, '@acme/intranet', source);
    };
    const [problem] = await problemsOf({ clients: { idp: { connector: '@acme/intranet' } } }, { prepare });
    expect(problem).toContain('is made for version 2 of the connector API');
  });

  it.each([
    [
      'connect',
      '',
      /names intranet, which cannot be provisioned to\. Name it under clients instead: The intranet only pushes to us\.$/,
    ],
    [
      'users',
      'connect: () => ({ checks: [] })',
      /^applications\.intranet\.connector names intranet, which has no rules/,
    ],
    ['rules', 'users: {}, connect: () => ({ checks: [] })', /which has no rules for users\. Ask its author/],
    ['name', 'name: undefined', /whose connector has no name\. Make it with defineConnector/],
    ['config', 'config: {}', /whose connector has no config \(a zod schema\)\. Make it with defineConnector/],
  ])('without %s is no application', async (_case, more, problem) => {
    const source = `
import { z } from 'zod';
export default { apiVersion: 1, name: 'intranet', title: 'The intranet', config: z.strictObject({}), ${more} };`;
    const prepare = (folder: string) => writePackage(folder, '@acme/intranet', source);
    const problems = await problemsOf({ applications: { intranet: { connector: '@acme/intranet' } } }, { prepare });
    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it('is not to be installed into a checkout', async () => {
    const prepare = (folder: string) => writeFileSync(join(folder, 'pnpm-workspace.yaml'), '');
    const [problem] = await problemsOf({ clients: { idp: { connector: '@acme/nowhere' } } }, { prepare });
    expect(problem).toMatch(/put linkspan\.yaml into a folder of its own, run "npm install @acme\/nowhere" there/);
  });

  it.each([
    [
      '@acme/nowhere',
      undefined,
      /^clients\.idp\.connector names the package @acme\/nowhere, which is not installed\. Check the spelling, or run "npm install @acme\/nowhere" in \//,
    ],
    [
      '@acme/plain',
      'export default 7;',
      /whose default export is no connector\. Name a package that exports defineConnector/,
    ],
    [
      '@acme/newer',
      'export default { apiVersion: 2, name: "newer" };',
      /is made for version 2 of the connector API, and this is version 1\. Install a version of @acme\/newer for connector API 1/,
    ],
    ['@acme/broken', 'throw new Error("out of paper");', /fails when it is loaded: out of paper\. Install it again/],
    ['@acme/lacking', 'import "@acme/dependency";', /fails when it is loaded: Cannot find package '@acme\/dependency'/],
  ])('that cannot serve is refused with the reason: %s', async (name, source, problem) => {
    const prepare = (folder: string) => {
      if (source !== undefined) writePackage(folder, name, source);
    };
    const [first, ...others] = await problemsOf({ clients: { idp: { connector: name } } }, { prepare });
    expect(first).toMatch(problem);
    expect(others).toEqual([]);
  });
});

describe('notify', () => {
  const notify = (webhook: unknown) => ({ notify: { webhook } });

  it('is carried with its secrets', async () => {
    const setting = { environment: { SECRET: 's3cret', SMTP: 'smtps://me:pw@mail.example.com' } };
    const email = { smtp: { env: 'SMTP' }, from: 'hub@example.com', to: ['ops@example.com'] };
    const webhook = { url: 'https://chat.example.com/x', secret: { env: 'SECRET' } };
    const loaded = await load({ notify: { webhook, email } }, setting);
    expect(loaded.notify).toEqual({
      webhook: { url: 'https://chat.example.com/x', secret: 's3cret' },
      email: { smtp: 'smtps://me:pw@mail.example.com', from: 'hub@example.com', to: ['ops@example.com'] },
    });
    expect(loaded.configuration.notify?.email?.smtp).toEqual({ env: 'SMTP' });
  });

  it('comes from the first who receives it, where nobody is named', async () => {
    const email = { smtp: 'smtp://mail.example.com', to: ['ops@example.com', 'boss@example.com'] };
    expect((await load({ notify: { email } })).notify?.email).toEqual({ ...email, from: 'ops@example.com' });
  });

  it.each([
    [
      { url: 'https://a.example', secret: { env: 'NOWHERE' } },
      /^notify\.webhook\.secret needs the environment variable/,
    ],
    [
      { url: { env: 'PASSWORD' }, secret: { env: 'PASSWORD' } },
      /^notify\.webhook\.url refers to something that cannot/,
    ],
  ])('is refused: %j', async (webhook, problem) => {
    expect(await problemsOf(notify(webhook))).toEqual([expect.stringMatching(problem)]);
  });
});

describe('a client', () => {
  it.each([
    [{ quirks: { 'null-email': false } }, {}, 'quirks.null-email is unknown. Did you mean null-emails?'],
    [
      { tokens: [{ env: 'TOKEN' }] },
      { TOKEN: 'hunter2' },
      'tokens.0 is shorter than 24 characters. Make one with "openssl rand -hex 32".',
    ],
    [
      { tokens: [{ env: 'TOKEN' }] },
      {},
      'tokens.0 needs the environment variable TOKEN, which is not set. Set TOKEN for the process that runs linkspan.',
    ],
  ])('is refused: %j', async (more, environment, problem) => {
    const jumpcloud = { connector: '@linkspan/connector-jumpcloud', ...more };
    expect(await problemsOf({ clients: { jumpcloud } }, { environment })).toEqual([`clients.jumpcloud.${problem}`]);
  });

  it('has the quirks that its operator left on', async () => {
    const jumpcloud = { connector: '@linkspan/connector-jumpcloud', quirks: { 'null-emails': false } };
    const { clients } = await load({ clients: { jumpcloud } });
    const enabled = clients[0]?.quirks.filter((quirk) => quirk.enabled).map(({ name }) => name);
    expect(enabled).not.toContain('null-emails');
    expect(enabled?.length).toBeGreaterThan(0);
  });
});

it('deletions that come back are warned of, and everything else that comes back is not', async () => {
  const applications = {
    blog: { ...blog({}).applications.blog, twoWay: { operations: { delete: true }, onDeleted: 'delete' } },
    second: { ...blog({}).applications.blog, twoWay: { onDeleted: 'deactivate' } },
  };
  const loaded = await load({ clients: { idp: {} }, applications });
  expect(findWarnings(loaded, Date.now()).map(({ path }) => path)).toEqual([
    'applications.blog.twoWay.operations.delete',
  ]);
});

it('an application knows as which client the same system pushes', async () => {
  const { applications } = await load({ clients: { idp: {} }, ...blog({ client: 'idp' }) });
  expect(applications.map(({ client }) => client)).toEqual(['idp']);
});

it('the example configuration is right as it stands', async () => {
  const folder = newFolder();
  const example = fileURLToPath(new URL('../../../../linkspan.example.yaml', import.meta.url));
  copyFileSync(example, join(folder, 'linkspan.yaml'));
  const { applications, clients } = await loadHostConfiguration({ environment: { BLOG_PASSWORD: 'secret' }, folder });
  expect(applications.map(({ name }) => name)).toEqual(['blog']);
  expect(clients.map(({ name }) => name)).toEqual(['jumpcloud']);
});

it('the whole of twoWay stands in its guide as it can be written', async () => {
  const page = readFileSync(new URL('../../../../docs/operators/two-way.md', import.meta.url), 'utf8');
  const [, block = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const folder = newFolder();
  writeFileConnector(folder);
  const yaml = [
    'clients: { intranet: {} }',
    'applications:',
    '  intranet:',
    `    connector: "${fileConnector}"`,
    '    config: { file: a, password: { env: PASSWORD } }',
    '    mapping:',
    '      - { scim: title, remote: biography, back: $value }',
    '      - { scim: name.formatted, remote: nick, back: $value }',
    block,
  ].join('\n');
  writeFileSync(join(folder, 'linkspan.yaml'), yaml);
  const { applications } = await loadHostConfiguration({ environment: { PASSWORD: 'secret' }, folder });
  const [intranet] = applications;
  expect([intranet?.client, intranet?.policy.twoWay?.authority]).toEqual([
    'intranet',
    { title: 'application', emails: 'client' },
  ]);
});

const guide = readFileSync(new URL('../../../../docs/operators/mapping.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);
it.each(examples)('an example of the guide to mapping is right as it stands: %s', async (block) => {
  const folder = newFolder();
  const application = [
    'connector: "@linkspan/connector-wordpress"',
    'config: { url: "https://blog.example.com", username: linkspan, password: { env: PASSWORD } }',
    ...block.split('\n'),
  ];
  const yaml = ['applications:', '  blog:', ...application.map((line) => `    ${line}`)].join('\n');
  writeFileSync(join(folder, 'linkspan.yaml'), yaml);
  const { applications } = await loadHostConfiguration({ environment: { PASSWORD: 'secret' }, folder });
  expect(applications.map(({ name }) => name)).toEqual(['blog']);
});
