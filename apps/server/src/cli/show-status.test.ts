import type { Run } from '@linkspan/core';
import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import type { ApplicationStatus } from './read-status.js';
import { showStatus } from './show-status.js';

const at = Date.UTC(2026, 0, 2);
const blog: ApplicationStatus = {
  name: 'blog',
  enabled: true,
  connector: 'wordpress',
  directory: 'main',
  filling: false,
  counts: {},
  groups: {},
  due: 0,
  stale: 0,
  links: [],
  remarks: [],
  skipped: [],
  holds: {},
  underWay: [],
  schedules: [],
};
const run: Run = {
  id: '7',
  application: 'blog',
  kind: 'schedule',
  actor: 'schedule',
  options: {},
  state: 'running',
  counts: { seen: 500, update: 3 },
  total: 2000,
  startedAt: at,
  seenAt: at,
};
const link = { label: 'ada', type: 'User', resourceId: '1', state: 'parked' as const, attempts: 1 };

it.each<[string, Partial<ApplicationStatus>, readonly string[]]>([
  ['nothing yet', {}, ['blog  running  wordpress, directory main', '  no links yet']],
  ['disabled', { enabled: false }, ['blog  disabled  wordpress, directory main', '  no links yet']],
  [
    'halted, with the reason',
    { halted: { kind: 'auth', reason: 'the password was refused', at }, counts: { linked: 2 }, due: 1 },
    [
      'blog  halted since 2026-01-02T00:00:00.000Z: the password was refused  wordpress, directory main',
      '  linked 2; 1 due',
    ],
  ],
  [
    'groups beside people',
    { counts: { linked: 2, parked: 1 }, groups: { linked: 3 }, due: 1 },
    ['blog  running  wordpress, directory main', '  linked 2, parked 1; groups linked 3; 1 due'],
  ],
  [
    'what comes back, how and when, and what of it waits',
    {
      twoWay: [
        {
          type: 'User',
          state: { way: 'listing', reason: 'the site has no companion.', pulledAt: at },
          nextAt: Date.UTC(2126, 0, 2),
          conflicts: 2,
          reported: 1,
        },
        {
          type: 'Group',
          state: { way: 'feed', reason: 'not shown', pulledAt: at, failure: { reason: 'down', at, times: 3 } },
          nextAt: at,
          conflicts: 0,
          reported: 0,
        },
      ],
    },
    [
      'blog  running  wordpress, directory main',
      '  no links yet',
      expect.stringMatching(
        /^ {2}comes back: by listing everything \(the site has no companion\), last 2026-01-02T00:00:00\.000Z, next in \d+ d$/,
      ) as never,
      '    waiting for a person: 2 with values that both sides changed, 1 new account. See "linkspan inbox blog".',
      '  comes back of groups: by the feed of changes, last 2026-01-02T00:00:00.000Z',
      '    asking failed at 2026-01-02T00:00:00.000Z (3 times): down',
    ],
  ],
  [
    'what comes back only when a webhook says so, or was not asked for yet',
    {
      twoWay: [
        { type: 'User', state: { way: 'feed', pulledAt: at }, conflicts: 0, reported: 0 },
        { type: 'Group', state: {}, conflicts: 0, reported: 0 },
      ],
    },
    [
      'blog  running  wordpress, directory main',
      '  no links yet',
      '  comes back: by the feed of changes, last 2026-01-02T00:00:00.000Z, next when a webhook says so',
      '  comes back of groups: not asked yet',
    ],
  ],
  [
    'paused',
    { pausedUntil: Date.UTC(2126, 0, 2) },
    ['blog  paused until 2126-01-02T00:00:00.000Z, then tried again  wordpress, directory main', '  no links yet'],
  ],
  [
    'paused, with what it answered last',
    { pausedUntil: Date.UTC(2126, 0, 2), lastFailure: { reason: 'connection refused', at } },
    [
      'blog  paused until 2126-01-02T00:00:00.000Z, then tried again: connection refused  wordpress, directory main',
      '  no links yet',
    ],
  ],
  [
    'not answering, before it is paused',
    { lastFailure: { reason: 'connection refused', at } },
    [
      'blog  did not answer at 2026-01-02T00:00:00.000Z: connection refused  wordpress, directory main',
      '  no links yet',
    ],
  ],
  [
    'somebody who waits, with the last error',
    { counts: { parked: 1 }, links: [{ ...link, reason: 'e-mail taken', lastError: '409', attempts: 3 }] },
    ['blog  running  wordpress, directory main', '  parked 1', '  parked    ada  e-mail taken  409 (tried 3 times)'],
  ],
  [
    'what was withheld, and how to let it be written',
    { counts: { linked: 1 }, links: [{ ...link, state: 'linked', withheld: { email: 'a@b.c' } }] },
    [
      'blog  running  wordpress, directory main',
      '  linked 1',
      '  linked    ada  ',
      '            withheld: email. "linkspan approve blog ada" lets it be written.',
    ],
  ],
  [
    'what is left open',
    { counts: { linked: 9 }, remarks: [{ text: 'partly: may reset the password by e-mail', links: 2 }] },
    ['blog  running  wordpress, directory main', '  linked 9', '  2 × partly: may reset the password by e-mail'],
  ],
  [
    'paused by an operator, in quarantine, and why nobody leaves its scope',
    {
      halted: { kind: 'operator', reason: 'a migration.', at },
      scopeFrozen: { reason: 'there is no group "Staff"', at },
    },
    [
      'blog  paused since 2026-01-02T00:00:00.000Z: a migration.  wordpress, directory main',
      '  no links yet',
      '  nobody leaves its scope since 2026-01-02T00:00:00.000Z: there is no group "Staff". When it is right again: linkspan resume blog',
    ],
  ],
  [
    'in quarantine',
    { quarantine: { reason: '30 of the last 40 people failed.', at } },
    [
      'blog  in quarantine since 2026-01-02T00:00:00.000Z: 30 of the last 40 people failed.  wordpress, directory main',
      '  no links yet',
    ],
  ],
  [
    'what waits for a person, whose account is still open, and what switched-off operations mean',
    {
      counts: { linked: 90 },
      due: 1,
      stale: 4,
      holds: { deactivate: 12, adopt: 1 },
      leavers: { open: 12, since: at - 7_200_000 },
      skipped: [{ text: 'keep access: operation deactivate was off when it was needed', links: 12 }],
    },
    [
      'blog  running  wordpress, directory main',
      '  linked 90; 1 due; 3 stale',
      '  waiting for a person: deactivate 12, adopt 1. See "linkspan inbox blog".',
      '  12 leavers have an open account, the first for 2 h',
      '  12 keep access: operation deactivate was off when it was needed',
    ],
  ],
  [
    'runs and schedules',
    {
      underWay: [run],
      schedules: [
        {
          cron: '0 3 * * *',
          timezone: 'Europe/Paris',
          mode: 'full',
          last: { ...run, state: 'done' },
          next: '2026-01-03T02:00:00.000Z',
        },
        { cron: '*/5 * * * *', mode: 'changes' },
      ],
    },
    [
      'blog  running  wordpress, directory main',
      '  no links yet',
      '  run 7  blog  schedule by schedule  2026-01-02T00:00:00.000Z  under way for 0 s, 500 of 2000 people  update 3',
      '  schedule "0 3 * * *" Europe/Paris full: last 2026-01-02T00:00:00.000Z done: update 3 (run 7), next 2026-01-03T02:00:00.000Z',
      '  schedule "*/5 * * * *" changes: has not run yet',
    ],
  ],
  [
    'what others sent as text, in a command that runs nothing else',
    { links: [{ ...link, label: "a'; rm -rf ~\n", reason: 'x\u001b[31m', withheld: { email: 'a' } }] },
    [
      'blog  running  wordpress, directory main',
      '  no links yet',
      "  parked    a'; rm -rf ~\\n  x\\u001b[31m",
      "            withheld: email. \"linkspan approve blog 'a'\\''; rm -rf ~\\n'\" lets it be written.",
    ],
  ],
])('the status of an application shows %s', (_case, status, expected) => {
  const lines: string[] = [];
  const terminal = { print: (line: string) => void lines.push(line), colors: createColors(false), command: 'linkspan' };
  showStatus(terminal, { ...blog, ...status }, at);
  expect(lines).toEqual(expected);
});
