import type { SyncItem, SyncOptions, SyncReport } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { type SyncCommandOptions, sync } from './sync.js';

const ada: SyncItem = {
  resourceId: '1',
  label: 'ada',
  action: 'create',
  reason: 'has no account yet',
  fields: ['email'],
};
const done: SyncReport = { counts: { create: 1, none: 12 }, unknown: [], run: '7' };

async function run(report: SyncReport, options: SyncCommandOptions = {}, names: readonly string[] = [], items = [ada]) {
  const terminal = createTestTerminal();
  const asked: SyncOptions[] = [];
  const host = createTestHost({
    async sync(_application, given) {
      asked.push(given);
      for (const item of items) given.onItem?.(item);
      given.onItem?.({ ...ada, label: 'eve', action: 'none' });
      return report;
    },
  });
  const code = await sync(terminal, host, 'blog', names, options);
  return { code, lines: terminal.lines, asked };
}

const item = '  create     ada  has no account yet [email]';
const next = 'Run 7. What it did: linkspan runs show 7  Take it back: linkspan undo 7';

describe('linkspan sync', () => {
  it.each<[string, SyncReport, SyncCommandOptions, number, readonly string[]]>([
    ['what was done, and how to take it back', done, {}, 0, [item, 'Done: create 1; 12 need nothing.', next]],
    [
      'of a dry run what guards would hold back',
      { counts: { create: 1 }, unknown: [], warnings: ['60 deactivations, and room for 50'] },
      { dryRun: true },
      0,
      [item, 'Nothing was written. It would be: create 1.', '! 60 deactivations, and room for 50.'],
    ],
    [
      'of a full run how many accounts nobody owns',
      { ...done, unmanaged: 3 },
      { full: true },
      0,
      [
        item,
        'Done: create 1; 12 need nothing.',
        '3 accounts there belong to nobody in the directory: linkspan unmanaged blog',
        next,
      ],
    ],
    [
      'why nothing was done',
      { counts: {}, unknown: [], refused: 'blog is paused.' },
      {},
      1,
      [item, '! linkspan: nothing was done: blog is paused.'],
    ],
    [
      'how to go on after Ctrl-C',
      { ...done, refused: 'it was broken off' },
      { search: "o'neil", full: true },
      1,
      [
        item,
        'Done: create 1; 12 need nothing.',
        next,
        '! linkspan: it ended early: it was broken off',
        String.raw`! Whoever was not reached is as before. Go on: linkspan sync blog --search 'o'\''neil' --full`,
      ],
    ],
    ['that somebody is parked', { ...done, counts: { park: 1 } }, {}, 1, [item, 'Done: park 1.', next]],
  ])('shows %s', async (_case, report, options, code, lines) => {
    expect(await run(report, options)).toMatchObject({ code, lines });
  });

  it('says of whoever was named why nothing is done', async () => {
    const reason = 'out of scope: in none of the groups "Staff", has no account and gets none';
    const out = { ...ada, action: 'none', reason } as const;
    const { lines } = await run({ counts: { none: 1 }, unknown: [] }, {}, ['ada'], [out]);
    expect(lines[0]).toContain(`none       ada  ${reason}`);
  });

  it('names whom the directory does not know', async () => {
    const { code, lines, asked } = await run({ ...done, unknown: ['grace'] }, {}, ['ada', 'grace']);
    expect(code).toBe(1);
    expect(lines).toContain('! linkspan: there is no grace in the directory.');
    expect(asked).toMatchObject([{ userNames: ['ada', 'grace'], full: false, dryRun: false }]);
  });

  it('shows no secret and no control of what others sent', async () => {
    const bad = { ...ada, label: 'a\u001b[31m\nb', changes: { user_password: { from: null, to: 'hunter2' } } };
    const shown = await run(done, {}, [], [bad]);
    expect(shown.lines[0]).toBe('  create     a\\u001b[31m\\nb  has no account yet [email]');
    const json = await run(done, { json: true }, [], [bad]);
    expect(JSON.parse(json.lines.join('\n'))).toMatchObject({
      run: '7',
      counts: { create: 1 },
      items: [{ action: 'create', changes: { user_password: '[redacted]' } }],
    });
  });

  it.each<[SyncCommandOptions, readonly string[], string]>([
    [{ search: 'a' }, ['ada'], 'one of these at a time'],
    [{ search: 'a', filter: 'active eq true' }, [], 'one of these at a time'],
    [{ filter: 'active qe true' }, [], '--filter cannot be read'],
    [{ filter: 'shoeSize eq 3' }, [], '--filter cannot be read'],
  ])('refuses %j with %j', async (options, names, message) => {
    await expect(run(done, options, names)).rejects.toThrow(message);
  });
});
