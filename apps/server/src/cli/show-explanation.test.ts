import type { Explanation, Link } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { explain } from './explain.js';
import { showExplanation } from './show-explanation.js';

const at = Date.UTC(2026, 0, 2);
const link: Link = {
  id: '1',
  application: 'blog',
  directory: 'main',
  type: 'User',
  resourceId: 'r-1',
  state: 'linked',
  label: 'ada',
  accountId: '7',
  matchedBy: 'email',
  accountActive: true,
  revision: 1,
  stale: false,
  leaver: false,
  attempts: 0,
};
const plain: Explanation = { application: 'blog', link, scope: { kind: 'in' }, groups: [], history: [] };
const hold = {
  guard: 'deactivate',
  action: 'deactivate',
  reason: 'more than 50 deactivations',
  since: at,
  digest: 'x',
};

describe('linkspan explain', () => {
  it.each<[string, Partial<Explanation>, readonly string[]]>([
    ['how the account was matched', {}, ['ada at blog: account 7, matched by email', '  scope     in']],
    [
      'who came from there',
      { link: { ...link, matchedBy: 'imported' } },
      ['ada at blog: account 7, imported from it', '  scope     in'],
    ],
    [
      'nobody it has not heard of',
      { link: undefined as never, scope: { kind: 'out', reason: 'in none of Staff' } },
      ['ada at blog: not heard of them yet', '  scope     out: in none of Staff'],
    ],
    [
      'what is never changed there, and is not what the directory says',
      { stays: { username: { there: 'ada', directory: 'countess' } } },
      [
        'ada at blog: account 7, matched by email',
        '  scope     in',
        '  stays     username "ada", though the directory says "countess": it is set with the account, and not changed later',
      ],
    ],
    [
      'what comes next, and when',
      {
        groups: ['Editors', 'Staff'],
        next: {
          resourceId: 'r-1',
          label: 'ada',
          action: 'update',
          reason: 'differs in title',
          changes: { title: { from: 'a', to: 'b' } },
        },
        dueAt: at - 1,
      },
      [
        'ada at blog: account 7, matched by email',
        '  scope     in',
        '  groups    Editors, Staff',
        '  next      update: differs in title; due now',
        '              title: "a" -> "b"',
      ],
    ],
    [
      'what is held, and by what',
      { link: { ...link, hold, state: 'held', matchedBy: 'created' }, obstacle: 'blog is paused: a migration.' },
      [
        'ada at blog: account 7, created by us, held',
        '  waits     blog is paused: a migration.',
        '  scope     in',
        '  held      by deactivate: more than 50 deactivations',
        '              linkspan approve blog ada',
      ],
    ],
    [
      'a leaver, errors and what is withheld',
      {
        scope: undefined as never,
        link: {
          ...link,
          accountActive: false,
          withheld: { email: 'x' },
          skipped: 'delete',
          leftAt: at,
          lastError: 'it is down',
          lastErrorAt: at,
          attempts: 3,
        },
      },
      [
        'ada at blog: account 7, matched by email, deactivated',
        '  scope     deleted from the directory',
        '  withheld  email',
        '              linkspan approve blog ada',
        '  skipped   the operation delete is switched off',
        '  leaver    since 2026-01-02T00:00:00.000Z, the account is still open',
        '  error     2026-01-02T00:00:00.000Z: it is down (tried 3 times)',
      ],
    ],
    [
      'the last lines of history',
      {
        history: [
          {
            seq: 2,
            at: '2026-01-02',
            actor: 'application:blog',
            action: 'updated',
            directory: 'main',
            resourceType: 'User',
            resourceId: 'r-1',
            changes: { title: { from: 'a', to: 'b' } },
            run: '7',
          },
          {
            seq: 1,
            at: '2026-01-01',
            actor: 'client:idp',
            action: 'create',
            directory: 'main',
            resourceType: 'User',
            resourceId: 'r-1',
            requestId: 'q',
          },
        ],
      },
      [
        'ada at blog: account 7, matched by email',
        '  scope     in',
        '  history   2026-01-02  application:blog  updated  title: "a" -> "b"  run 7',
        '            2026-01-01  client:idp  create',
      ],
    ],
  ])('tells %s', (_case, more, lines) => {
    const terminal = createTestTerminal();
    const { link: shown, scope, ...rest } = { ...plain, ...more };
    showExplanation(terminal, 'ada', { ...rest, ...(shown && { link: shown }), ...(scope && { scope }) }, at);
    expect(terminal.lines).toEqual(lines);
  });

  it('ends with 1 where nobody has heard of the person', async () => {
    const terminal = createTestTerminal();
    expect(
      await explain(
        terminal,
        createTestHost({ explain: async () => [], provenance: async () => undefined }),
        'grace',
        {},
      ),
    ).toBe(1);
    expect(terminal.lines).toEqual([expect.stringContaining('there is no grace in the directory')]);
  });

  it('shows programs no secret', async () => {
    const terminal = createTestTerminal();
    const sent = { login: 'ada', user_password: 'hunter2' };
    const host = createTestHost({
      explain: async () => [{ ...plain, link: { ...link, sent }, stays: { password: { there: 'a', directory: 'b' } } }],
      provenance: async () => [{ attribute: 'password', value: 'hunter2', overrules: 'hunter1', by: 'client:idp' }],
    });
    expect(await explain(terminal, host, 'ada', { json: true })).toBe(0);
    expect(JSON.parse(terminal.lines.join('\n'))).toMatchObject({
      applications: [
        {
          link: { sent: { login: 'ada', user_password: '[redacted]' } },
          stays: { password: { there: '[redacted]', directory: '[redacted]' } },
        },
      ],
      values: [{ attribute: 'password', value: '[redacted]', overrules: '[redacted]', by: 'client:idp' }],
    });
  });

  it('says who set which value in the directory', async () => {
    const terminal = createTestTerminal();
    const host = createTestHost({
      explain: async () => [plain],
      provenance: async () => [
        {
          attribute: 'title',
          value: 'Baroness',
          by: 'application:intranet',
          at: '2026-01-02T00:00:00.000Z',
          overrules: 'Countess',
        },
        { attribute: 'nickName', by: 'client:idp', at: '2026-01-01T00:00:00.000Z' },
        { attribute: 'userName', value: 'ada' },
      ],
    });
    expect(await explain(terminal, host, 'ada', {})).toBe(0);
    expect(terminal.lines.slice(-4)).toEqual([
      'ada in the directory:',
      '  title  "Baroness"  by application:intranet at 2026-01-02T00:00:00.000Z, stands over "Countess" of the client',
      '  nickName  -  by client:idp at 2026-01-01T00:00:00.000Z',
      '  userName  "ada"  longer ago than the history goes',
    ]);
  });

  it('shows what both sides changed, what was decided of it, and that an account is let go', async () => {
    const terminal = createTestTerminal();
    const conflict = { scim: 'title', directory: 'Countess', account: 'Baroness', reason: 'both', since: at } as const;
    const back = {
      released: true,
      conflicts: {
        field_job: { ...conflict, directoryBy: 'client:idp', directoryAt: at, accountBy: 'bob' },
        nick: { ...conflict, scim: 'nick', take: 'application' },
        user_password: { scim: 'password', directory: 'hunter2', reason: 'both', since: at },
      },
    } as const;
    showExplanation(terminal, 'ada', { ...plain, link: { ...link, back } }, at);
    expect(terminal.lines.slice(2)).toEqual([
      '  conflict  title (field_job)  directory "Countess" by client:idp at 2026-01-02T00:00:00.000Z; application "Baroness" by bob',
      '  conflict  nick  directory "Countess"; application "Baroness"; decided for the application, with the next look',
      '  conflict  password (user_password)  directory "[redacted]"; application -',
      '              linkspan resolve blog ada --take directory|application',
      '  released  the account was deleted there, and no other is made by itself',
    ]);
  });

  it('traces one person step by step', async () => {
    const terminal = createTestTerminal();
    const host = createTestHost({
      trace: async () => ({
        steps: [
          { step: 'read', detail: 'version 3 of ada', milliseconds: 2 },
          {
            step: 'map',
            detail: 'what the account should be',
            data: { login: 'ada', password: 'x' },
            milliseconds: 11,
          },
        ],
        item: { resourceId: '1', label: 'ada', action: 'error', reason: 'it is down' },
      }),
    });
    expect(await explain(terminal, host, 'ada', { trace: 'blog' })).toBe(1);
    expect(terminal.lines).toEqual([
      '  read           2 ms  version 3 of ada',
      '  map           11 ms  what the account should be',
      '                       login: "ada"',
      '                       password: [redacted]',
      '  error      ada  it is down',
    ]);
  });
});
