import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import type { ApplicationStatus } from './read-status.js';
import { showStatus } from './show-status.js';

const blog: ApplicationStatus = {
  name: 'blog',
  enabled: true,
  connector: 'wordpress',
  directory: 'main',
  filling: false,
  counts: {},
  due: 0,
  links: [],
  remarks: [],
};
const link = { label: 'ada', type: 'User', resourceId: '1', state: 'parked' as const, attempts: 1 };
const at = Date.UTC(2026, 0, 2);

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
])('the status of an application shows %s', (_case, status, expected) => {
  const lines: string[] = [];
  const terminal = { print: (line: string) => void lines.push(line), colors: createColors(false) };
  showStatus(terminal, { ...blog, ...status });
  expect(lines).toEqual(expected);
});
