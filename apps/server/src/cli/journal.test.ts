import { join } from 'node:path';
import { createMemoryStore, type JournalEntry, type JournalLine } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { startTestServer } from '../testing/start-test-server.js';
import { fileConnector, writeFileConnector } from '../testing/write-file-connector.js';
import { type JournalOptions, journal } from './journal.js';
import { toCsvLine } from './to-csv-line.js';

const entry: JournalEntry = {
  actor: 'client:idp',
  action: 'create',
  directory: 'main',
  resourceType: 'User',
  resourceId: 'r-1',
  requestId: 'q-1',
};
const evil = '=HYPERLINK("http://x")\r\nsecond';

async function run(options: JournalOptions) {
  const store = createMemoryStore({ now: () => Date.UTC(2026, 0, 2) });
  const scope = { directory: 'main', client: 'idp' };
  await store.resources.commit({
    scope,
    type: 'User',
    id: 'r-1',
    expectVersion: 0,
    resource: { userName: 'Ada' },
    marks: [],
    journal: entry,
  });
  await store.journal.append([
    {
      ...entry,
      actor: 'application:blog',
      application: 'blog',
      action: 'updated',
      run: '000000000007',
      changes: { title: { from: 'a', to: 'b' }, password: { from: null, to: 'hunter2' } },
    },
    { ...entry, resourceId: 'r-2', action: 'delete', reason: evil },
  ]);
  const terminal = createTestTerminal();
  expect(await journal(terminal, createTestHost({}, store), options)).toBe(0);
  return terminal;
}

const at = '2026-01-02T00:00:00.000Z';

describe('linkspan journal', () => {
  it('shows who did what to whom, newest first, without secrets', async () => {
    expect((await run({})).lines).toEqual([
      `${at}  client:idp  delete  User r-2  =HYPERLINK("http://x")\\u000d\\nsecond  q-1`,
      `${at}  application:blog  updated  blog  User Ada  title: "a" -> "b"; password: [redacted]  run 7  q-1`,
      `${at}  client:idp  create  User Ada  q-1`,
    ]);
  });

  it('names whoever is deleted as an application or the trash remembers them', async () => {
    const store = createMemoryStore();
    const scope = { directory: 'main', client: 'idp' };
    const entryOf = (resourceId: string, resourceType = 'User') => ({ ...entry, resourceId, resourceType });
    await store.links.touch(
      { application: 'blog', directory: 'main' },
      [{ id: 'r-8', type: 'User', label: 'eve', leaver: true }],
      {},
    );
    for (const resource of [{ displayName: 'Staff' }, 'trash'] as const)
      await store.resources.commit({
        scope,
        type: 'Group',
        id: 'g-1',
        expectVersion: resource === 'trash' ? 1 : 0,
        resource,
        marks: [],
        journal: entryOf('g-1', 'Group'),
      });
    await store.journal.append([entryOf('r-8'), entryOf('r-9')]);
    const terminal = createTestTerminal();
    await journal(terminal, createTestHost({}, store), {});
    expect(terminal.lines.map((line) => line.split('  ')[3])).toEqual([
      'User r-9',
      'User eve',
      'Group Staff',
      'Group Staff',
    ]);
  });

  it.each<[JournalOptions, readonly string[]]>([
    [{ person: 'ADA' }, ['updated', 'create']],
    [{ person: 'r-2' }, ['delete']],
    [{ application: 'blog' }, ['updated']],
    [{ actor: 'client:idp', limit: 1 }, ['delete']],
    [{ action: 'create' }, ['create']],
    [{ run: '7' }, ['updated']],
    [{ request: 'q-2' }, []],
    [{ since: '2026-01-03T00:00:00.000Z' }, []],
    [{ until: '2026-01-03T00:00:00.000Z' }, ['delete', 'updated', 'create']],
  ])('finds by %j', async (options, actions) => {
    const { lines } = JSON.parse((await run({ ...options, json: true })).lines.join('\n'));
    expect(lines.map(({ action }: { action: string }) => action)).toEqual(actions);
  });

  it('finds by a request what the identity provider changed, and what came of it at an application', async () => {
    const environment: Record<string, string> = { PASSWORD: 'right' };
    const { call, host } = await startTestServer(
      {
        applications: {
          blog: { connector: fileConnector, config: { file: { env: 'ACCOUNTS' }, password: { env: 'PASSWORD' } } },
        },
      },
      {
        environment,
        prepare(folder) {
          writeFileConnector(folder);
          environment.ACCOUNTS = join(folder, 'accounts.json');
        },
      },
    );
    const send = (method: string, path: string, request: string, body: object) =>
      call(path, { method, headers: { 'X-Request-Id': request }, body: JSON.stringify(body) });
    const find = async (request: string) => {
      const terminal = createTestTerminal();
      await journal(terminal, createTestHost({}, host.parts.store), { request, json: true });
      const { lines } = JSON.parse(terminal.lines.join('\n')) as { readonly lines: readonly JournalLine[] };
      return lines.map(({ actor, action, application }) => [actor, action, application]);
    };
    const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
    const ada = { schemas: [userSchema], userName: 'ada', displayName: 'Ada' };
    const { id } = (await (await send('POST', '/Users', 'request-1', ada)).json()) as { readonly id: string };
    const made = [
      ['linkspan', 'created', 'blog'],
      ['client:idp', 'create', undefined],
    ];
    await expect.poll(() => find('request-1'), { timeout: 10_000 }).toEqual(made);
    const patched = await send('PATCH', `/Users/${id}`, 'request-2', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'replace', path: 'displayName', value: 'Countess Ada' }],
    });
    expect(patched.status).toBe(200);
    await expect
      .poll(() => find('request-2'), { timeout: 10_000 })
      .toEqual([
        ['linkspan', 'updated', 'blog'],
        ['client:idp', 'patch', undefined],
      ]);
    expect(await find('request-1')).toEqual(made);
  });

  it('exports JSON Lines, without secrets', async () => {
    const lines = (await run({ export: 'jsonl' })).written.join('').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { action: 'delete', reason: evil },
      { action: 'updated', changes: { title: { from: 'a', to: 'b' }, password: '[redacted]' } },
      { action: 'create' },
    ]);
  });

  it('exports CSV that no spreadsheet runs', async () => {
    const { written } = await run({ export: 'csv' });
    expect(written.slice(0, 3)).toEqual([
      'at,seq,actor,action,directory,application,resourceType,resourceId,reason,run,requestId,changes\r\n',
      `${at},3,client:idp,delete,main,,User,r-2,"'=HYPERLINK(""http://x"")\\u000d\nsecond",,q-1,\r\n`,
      `${at},2,application:blog,updated,main,blog,User,r-1,,000000000007,q-1,"{""title"":{""from"":""a"",""to"":""b""},""password"":""[redacted]""}"\r\n`,
    ]);
  });
});

it.each([
  ['plain', 'plain'],
  ['a,b', '"a,b"'],
  ['say "x"', '"say ""x"""'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@x', "'@x"],
  ['=a,b', `"'=a,b"`],
  ['', ''],
])('the CSV cell of %j is %s', (text, cell) => {
  expect(toCsvLine([text, text])).toBe(`${cell},${cell}\r\n`);
});
