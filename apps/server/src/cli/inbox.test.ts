import type { InboxItem } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { type DecideOptions, decide } from './decide.js';
import { inbox } from './inbox.js';

const at = Date.UTC(2026, 0, 2);
const held = (label: string, hold: Partial<InboxItem['hold']>): InboxItem => ({
  application: 'blog',
  resourceId: label,
  label,
  hold: {
    guard: 'deactivate',
    action: 'deactivate',
    reason: 'more than 50',
    since: at,
    digest: 'x',
    ...hold,
  } as InboxItem['hold'],
});

describe('linkspan inbox', () => {
  it('lists what waits by guard, with the commands that decide', async () => {
    const items = [
      held('ada', {}),
      held('o’neil x', { guard: 'adopt', action: 'adopt', reason: 'email matches', account: '9' }),
      held('eve', {}),
      {
        ...held('kim', {}),
        hold: { guard: 'withheld', action: 'update', reason: 'stood there', fields: ['email', 'roles'] },
      } as const,
    ];
    const terminal = createTestTerminal();
    expect(await inbox(terminal, createTestHost({ inbox: async () => items }), undefined, {})).toBe(0);
    expect(terminal.lines).toEqual([
      'blog  deactivate  2 people',
      '  deactivate ada  more than 50  since 2026-01-02T00:00:00.000Z',
      '  deactivate eve  more than 50  since 2026-01-02T00:00:00.000Z',
      '  One: linkspan approve blog ada  All of these: linkspan approve blog --guard deactivate  No: reject instead of approve',
      'blog  adopt  1 person',
      '  adopt      o’neil x  account 9, email matches  since 2026-01-02T00:00:00.000Z',
      "  One: linkspan approve blog 'o’neil x'  All of these: linkspan approve blog --guard adopt  No: reject instead of approve",
      'blog  withheld  1 person',
      '  update     kim  stood there [email, roles]',
      '  One: linkspan approve blog kim  All of these: linkspan approve blog --guard withheld  No: nothing to do; unlink lets go of the account',
    ]);
  });

  it('shows values that both sides changed, new accounts and deleted ones, each with what decides', async () => {
    const conflict = { scim: 'title', directory: 'Countess', account: 'Baroness', reason: 'both', since: at } as const;
    const items: readonly InboxItem[] = [
      {
        application: 'blog',
        resourceId: 'r-1',
        label: 'ada',
        hold: {
          guard: 'conflict',
          action: 'update',
          reason: 'both have changed it',
          fields: ['field_job'],
          since: at,
          conflicts: {
            field_job: { ...conflict, directoryBy: 'client:idp', directoryAt: at, accountBy: 'bob', accountAt: at },
          },
        },
      },
      {
        application: 'blog',
        label: 'New Person',
        hold: {
          guard: 'new-account',
          action: 'import',
          reason: 'onNew is report',
          since: at,
          account: '9',
          by: 'root',
        },
      },
      {
        application: 'blog',
        resourceId: 'r-2',
        label: 'eve',
        hold: { guard: 'gone', action: 'recreate', reason: 'it was deleted there', account: '7' },
      },
      {
        application: 'blog',
        resourceId: 'r-3',
        label: 'kim',
        hold: { guard: 'gone', action: 'recreate', reason: 'account 8 no longer exists at blog', account: '8' },
      },
    ];
    const terminal = createTestTerminal();
    await inbox(terminal, createTestHost({ inbox: async () => items }), undefined, {});
    const time = '2026-01-02T00:00:00.000Z';
    expect(terminal.lines).toEqual([
      'blog  conflict  1 person',
      `  update     ada  both have changed it  since ${time}`,
      `      title (field_job)  directory "Countess" by client:idp at ${time}; application "Baroness" by bob at ${time}`,
      '  One: linkspan resolve blog ada --take directory  or: linkspan resolve blog ada --take application  Of some attributes only: name them behind it',
      'blog  new-account  1 account',
      `  import     New Person  account 9, made there by root, onNew is report  since ${time}`,
      '  One: linkspan approve blog 9  All of these: linkspan approve blog --guard new-account  No: reject instead of approve, and it is not spoken of again',
      'blog  gone  2 people',
      '  recreate   eve  account 7, it was deleted there',
      '  recreate   kim  account 8 no longer exists at blog',
      '  One: linkspan approve blog eve  All of these: linkspan approve blog --guard gone  No: reject instead of approve, and no other account is made',
    ]);
  });

  it('says that nothing waits', async () => {
    const terminal = createTestTerminal();
    await inbox(terminal, createTestHost({ inbox: async () => [] }), 'blog', {});
    expect(terminal.lines).toEqual(['Nothing waits for a person.']);
  });
});

describe('linkspan approve and reject', () => {
  async function run(verb: 'approve' | 'reject', names: readonly string[], options: DecideOptions) {
    const terminal = createTestTerminal();
    const asked: unknown[] = [];
    const host = createTestHost({
      async [verb](_application: string, decision: { userName?: string }) {
        asked.push(decision);
        return decision.userName === 'grace' ? 0 : decision.userName === undefined ? 12 : 1;
      },
    });
    const code = await decide(terminal, host, verb, 'blog', names, options);
    return { code, lines: terminal.lines, asked };
  }

  it.each<['approve' | 'reject', readonly string[], DecideOptions, number, readonly unknown[], readonly string[]]>([
    [
      'approve',
      ['ada'],
      {},
      0,
      [{ userName: 'ada' }],
      ['Approved: 1. It is done at once where that is automatic, else with the next sync.'],
    ],
    [
      'approve',
      [],
      { guard: 'deactivate' },
      0,
      [{ guard: 'deactivate' }],
      [expect.stringMatching(/^Approved: 12\. /) as never],
    ],
    [
      'reject',
      [],
      { all: true },
      0,
      [{}],
      ['Rejected: 12. It is not done, and not asked again until the person changes.'],
    ],
    [
      'approve',
      ['ada', 'grace'],
      { guard: 'adopt' },
      1,
      [
        { guard: 'adopt', userName: 'ada' },
        { guard: 'adopt', userName: 'grace' },
      ],
      [
        '! linkspan: nothing by adopt waits for grace. See "linkspan inbox blog".',
        'Approved: 1. It is done at once where that is automatic, else with the next sync.',
      ],
    ],
  ])('%s %j %j ends with %i', async (verb, names, options, code, asked, lines) => {
    expect(await run(verb, names, options)).toEqual({ code, lines, asked });
  });

  it.each<[readonly string[], DecideOptions, string]>([
    [[], {}, 'or --all for everything that waits'],
    [['ada'], { all: true }, '--all is everybody'],
    [['ada'], { guard: 'conflict' }, 'linkspan resolve blog <userName> --take directory|application'],
    [[], { all: true, guard: 'adopt' }, '--all is everybody'],
  ])('%j %j is refused', async (names, options, message) => {
    await expect(run('approve', names, options)).rejects.toThrow(message);
  });
});
