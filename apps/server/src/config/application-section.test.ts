import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { readConfiguration } from './read-configuration.js';

/** What is said about one application with these keys, and about the whole file with `more`. */
function problemsOf(keys: object, more: object = {}): readonly string[] {
  const folder = newFolder();
  const configuration = { applications: { blog: { connector: 'x', ...keys } }, ...more };
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(configuration));
  return readConfiguration({ environment: {}, folder }).problems.map(
    ({ path, message, remedy }) => `${path.replace(/^applications\.blog\./, '')} ${message}. ${remedy}`,
  );
}

const fields =
  'Write five fields: minute, hour, day, month, weekday. "0 3 * * *" is every night at three, "*/15 * * * *" every quarter of an hour.';
const durations = 'Write a duration such as 0m, 30m, 12h or 7d.';
const schedule = (item: object) => ({ provisioning: { schedule: [item] } });

describe('an application’s section', () => {
  it('takes every key of an operator’s whole policy', () => {
    const operations = { create: true, update: true, deactivate: true, delete: false };
    const whole = {
      enabled: true,
      operations,
      provisioning: {
        manual: { operations: { delete: true } },
        automatic: true,
        schedule: [
          { cron: '0 3 * * *', timezone: 'Europe/Paris', mode: 'full', operations },
          { cron: '*/10 * * * * *' },
        ],
      },
      scope: { filter: 'userType eq "Employee"', groups: ['Staff'], nested: false },
      correlation: [
        { scim: 'externalId', remote: 'external_id', onMatch: 'adopt' },
        { scim: 'emails[primary eq true].value', remote: 'email', onMatch: 'ask' },
      ],
      mapping: [{ scim: 'title', remote: 'description', default: '-', when: 'create' }],
      roles: { Writers: 'editor' },
      defaultRole: 'subscriber',
      allowPrivileged: ['administrator'],
      leaving: {
        onInactive: 'delete',
        onDelete: 'keep',
        onScopeExit: 'unlink',
        grace: '0m',
        deleteAfter: '30d',
        reassignTo: 1,
        alertAfter: '2h',
      },
      drift: 'enforce',
      client: 'idp',
      twoWay: {
        source: ['feed', 'webhook', 'poll'],
        poll: '10s',
        operations,
        attributes: ['name', 'displayName', 'title', 'active', 'roles'],
        authority: { title: 'application', emails: 'client' },
        conflict: 'newest',
        onNew: 'import',
        onDeleted: 'unlink',
      },
      guards: {
        window: '24h',
        deactivate: { count: 50, percent: 10 },
        delete: { count: 5 },
        privileged: { count: 0 },
        wipe: { percent: 0.5 },
      },
    };
    const guards = { deactivate: { count: 7 } };
    const webhook = { url: 'https://chat.example.com/x', secret: { env: 'SECRET' } };
    const email = { smtp: 'smtp://mail.example.com:587', from: 'hub@example.com', to: ['ops@example.com'] };
    expect(problemsOf(whole, { clients: { idp: { guards } }, notify: { webhook, email } })).toEqual([]);
  });

  it.each<[object, string]>([
    [
      { provisioning: { manual: { operations: { creat: true } } } },
      'provisioning.manual.operations.creat is unknown. Did you mean create?',
    ],
    [
      { provisioning: { automatic: 'maybe' } },
      'provisioning.automatic cannot be "maybe". Write true, false, or { operations: { … } }.',
    ],
    [
      schedule({ cron: '0 25 * * *' }),
      `provisioning.schedule.0.cron cannot be "0 25 * * *". Invalid value for hour: 25. ${fields}`,
    ],
    [schedule({ cron: '@daily' }), `provisioning.schedule.0.cron cannot be "@daily". ${fields}`],
    [
      schedule({ cron: '0 0 30 2 *' }),
      `provisioning.schedule.0.cron cannot be "0 0 30 2 *". There is no such day. ${fields}`,
    ],
    [
      schedule({ cron: '0 3 * * *', timezone: 'Paris' }),
      'provisioning.schedule.0.timezone cannot be "Paris". Write a name of the IANA database, such as Europe/Paris, America/New_York or UTC.',
    ],
    [
      schedule({ cron: '0 3 * * *', timezone: '+02:00' }),
      'provisioning.schedule.0.timezone cannot be "+02:00". Write a name of the IANA database, such as Europe/Paris, America/New_York or UTC.',
    ],
    [
      { scope: {} },
      'scope cannot be a group of keys. Give `filter`, `groups` or both. Without a scope everybody in the directory belongs to the application.',
    ],
    [
      { scope: { filter: 'title pr', groups: [] } },
      'scope.groups cannot be an empty list. Name at least one group, or leave `groups` out.',
    ],
    [{ leaving: { onScopeExit: 'unlnk' } }, 'leaving.onScopeExit cannot be "unlnk". Did you mean unlink?'],
    [{ leaving: { deleteAfter: '3w' } }, `leaving.deleteAfter cannot be "3w". ${durations}`],
    [
      { groups: { provision: 'al' } },
      'groups.provision cannot be "al". Write `all`, or the names of groups: [Staff, Editors].',
    ],
    [{ groups: { provision: 'all', onDelete: 'emtpy' } }, 'groups.onDelete cannot be "emtpy". Did you mean empty?'],
    [{ drift: 'enforced' }, 'drift cannot be "enforced". Did you mean enforce?'],
    [
      { guards: { delete: {} } },
      'guards.delete cannot be a group of keys. Give count, percent or both; of both, the smaller holds.',
    ],
    [{ guards: { wipe: { percent: 101 } } }, 'guards.wipe.percent cannot be 101. Write at most 100.'],
    [{ guards: { window: '60d' } }, 'guards.window cannot be "60d". Write a time from 1m to 30d, such as 24h.'],
    [
      { correlation: [{ scim: 'a', remote: 'b', onMatch: 'adop' }] },
      'correlation.0.onMatch cannot be "adop". Did you mean adopt?',
    ],
    [{ twoWay: { poll: '9s' } }, 'twoWay.poll cannot be "9s". Write a time from 10s to 7d, such as 5m.'],
    [{ twoWay: { poll: '8d' } }, 'twoWay.poll cannot be "8d". Write a time from 10s to 7d, such as 5m.'],
    [
      { twoWay: { source: ['feed', 'feed'] } },
      'twoWay.source cannot be a list. Name each way once: feed, webhook, poll.',
    ],
    [{ twoWay: { source: [] } }, 'twoWay.source cannot be an empty list. Name each way once: feed, webhook, poll.'],
    [{ twoWay: { source: ['pol'] } }, 'twoWay.source.0 cannot be "pol". Did you mean poll?'],
    [
      { twoWay: { attributes: [] } },
      'twoWay.attributes cannot be an empty list. Name what may come back, such as [name, displayName, title].',
    ],
    [
      { twoWay: { authority: { title: 'directory' } } },
      'twoWay.authority.title cannot be "directory". Write one of: application, client.',
    ],
    [{ twoWay: { conflict: 'newst' } }, 'twoWay.conflict cannot be "newst". Did you mean newest?'],
    [{ twoWay: { onNew: 'imprt' } }, 'twoWay.onNew cannot be "imprt". Did you mean import?'],
    [{ twoWay: { onDeletd: 'report' } }, 'twoWay.onDeletd is unknown. Did you mean onDeleted?'],
    [{ client: 'jmpcloud' }, 'client names the client "jmpcloud", which does not exist. Did you mean jumpcloud?'],
  ])('refuses %j', (keys, problem) => {
    expect(problemsOf(keys, { clients: { jumpcloud: {} } })).toEqual([problem]);
  });

  it('has one client of its own directory, and no other application has it', () => {
    const configuration = {
      directories: { main: {}, staff: {} },
      clients: { idp: {}, okta: { directory: 'staff' } },
    };
    expect(problemsOf({ client: 'idp' }, configuration)).toEqual([]);
    expect(problemsOf({ client: 'okta' }, configuration)).toEqual([
      'client names "okta", which writes the directory "staff" and not "main". Give both the same directory, or leave `client` out.',
    ]);
    const applications = { blog: { connector: 'x', client: 'idp' }, intranet: { connector: 'x', client: 'idp' } };
    expect(problemsOf({}, { ...configuration, applications })).toEqual([
      'applications.intranet.client names "idp", which is the application "blog" already. Leave it out of the one that is another system.',
    ]);
  });

  it.each<[object, string]>([
    [
      { webhook: { url: 'chat', secret: { env: 'X' } } },
      'notify.webhook.url cannot be "chat". Write where the messages are posted, such as "https://chat.example.com/hooks/linkspan".',
    ],
    [
      { webhook: { url: 'https://chat.example.com', secret: 'hunter2' } },
      'notify.webhook.secret cannot be what it is (not shown: it may be secret). Write { env: NAME } or { file: path }, so that the secret stays out of this file.',
    ],
    [
      { email: { smtp: 'smtp://u:hunter2@h', from: 'a@example.com', to: ['b@example.com'] } },
      'notify.email.smtp cannot be what it is (not shown: it may be secret). It holds a password. Write { env: NAME } or { file: path }, and put the address there.',
    ],
    [
      { email: { smtp: 'smtp://h', from: 'a@example.com', to: [] } },
      'notify.email.to cannot be an empty list. Name at least one address.',
    ],
  ])('as notify refuses %j', (notify, problem) => {
    expect(problemsOf({}, { notify })).toEqual([problem]);
  });
});
