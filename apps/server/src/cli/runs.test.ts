import { createMemoryStore, type Run } from '@linkspan/core';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { describeRun } from './describe-run.js';
import { runs } from './runs.js';
import { showRun } from './show-run.js';

const start = Date.UTC(2026, 0, 2);
const run: Run = {
  id: '7',
  application: 'blog',
  kind: 'sync',
  actor: 'operator',
  options: { search: 'ada' },
  state: 'done',
  counts: { seen: 12, update: 1, none: 11 },
  startedAt: start,
  seenAt: start + 60_000,
  endedAt: start + 120_000,
};
const { endedAt: _, ...unended } = run;

describe('linkspan runs', () => {
  it.each<[string, Run, string]>([
    ['done', run, 'done in 2 min  update 1; 11 need nothing'],
    [
      'stopped, and why',
      { ...run, state: 'stopped', reason: 'it was broken off' },
      'stopped after 2 min  update 1; 11 need nothing  it was broken off',
    ],
    [
      'under way',
      { ...unended, state: 'running', total: 90 },
      'under way for 60 s, 12 of 90 people  update 1; 11 need nothing',
    ],
    [
      'broken off',
      { ...unended, state: 'running', seenAt: 0 },
      'broken off at 12 people, last seen 1970-01-01T00:00:00.000Z',
    ],
  ])('says of a run that it is %s', (_case, one, text) => {
    expect(describeRun(one, createColors(false), start + 60_000)).toContain(
      `7  blog  sync by operator  2026-01-02T00:00:00.000Z  ${text}`,
    );
  });

  it('shows what a run did with what was there before, but for secrets', async () => {
    const store = createMemoryStore();
    const begun = await store.runs.begin(run);
    await store.runs.addItems(begun.id, [
      {
        resourceId: '1',
        label: 'ada',
        action: 'update',
        reason: 'differs',
        before: { title: 'a', password: 'old' },
        after: { title: 'b', password: 'new' },
      },
    ]);
    const terminal = createTestTerminal();
    const host = createTestHost({}, store);
    expect(await runs(terminal, host, 'blog', { limit: 5 })).toBe(0);
    expect(await showRun(terminal, host, begun.id, {})).toBe(0);
    expect(terminal.lines.slice(2)).toEqual([
      '  asked for {"search":"ada"}',
      '  update     ada  differs',
      '               title: "a" -> "b"',
      '               password: [redacted]',
    ]);
    const json = createTestTerminal();
    await showRun(json, host, begun.id, { json: true });
    const shown = JSON.parse(json.lines.join('\n'));
    expect(shown).toMatchObject({
      startedAt: '2026-01-02T00:00:00.000Z',
      items: [{ before: { title: 'a', password: '[redacted]' } }],
    });
    expect(await showRun(terminal, host, '99', {})).toBe(1);
  });
});
