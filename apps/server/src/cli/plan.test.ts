import { createMemoryStore, type PlanItem, type PlanOptions, type StoredPlan } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { apply } from './apply.js';
import { plan } from './plan.js';
import { shortId } from './short-id.js';
import { showStoredPlan } from './show-stored-plan.js';
import { undo } from './undo.js';

const tomorrow = Date.now() + 86_400_000;
const items: readonly PlanItem[] = [
  {
    resourceId: '1',
    label: 'ada',
    action: 'update',
    reason: 'differs',
    digest: 'x',
    changes: {
      title: { from: 'a', to: 'b' },
      roles: { added: ['editor'], removed: ['author'] },
      password: { from: null, to: 'hunter2' },
    },
  },
  { resourceId: '2', label: 'eve', action: 'deactivate', reason: 'inactive', digest: 'y' },
];

async function keep(more: Partial<StoredPlan> = {}, kept = items) {
  const store = createMemoryStore();
  const stored = await store.plans.begin({
    application: 'blog',
    createdAt: Date.UTC(2026, 0, 2),
    expiresAt: tomorrow,
    options: {},
    counts: {},
    ...more,
  });
  await store.plans.addItems(stored.id, kept);
  const counts = more.counts ?? { update: 1, deactivate: 1, none: 5 };
  const { warnings } = more;
  await store.plans.finish(stored.id, { hash: '0123456789abcdef', counts, ...(warnings && { warnings }) });
  const found = await store.plans.find(stored.id);
  if (!found) throw new Error('no plan');
  return { store, stored: found };
}

describe('linkspan plan', () => {
  it('shows people, differences and the command that does exactly this', async () => {
    const { store, stored } = await keep();
    const terminal = createTestTerminal();
    const asked: PlanOptions[] = [];
    const host = createTestHost(
      {
        plan: async (_, options) => {
          asked.push(options);
          return stored;
        },
      },
      store,
    );
    expect(await plan(terminal, host, 'blog', ['ada'], { delete: false })).toBe(0);
    expect(asked).toMatchObject([
      { userNames: ['ada'], operations: { create: true, update: true, deactivate: true, delete: false } },
    ]);
    expect(terminal.lines).toEqual([
      `Plan ${shortId(stored.id)} for blog, made 2026-01-02T00:00:00.000Z`,
      '  deactivate 1, update 1; 5 need nothing',
      '  update     ada  differs',
      '               title: "a" -> "b"',
      '               roles: +editor -author',
      '               password: [redacted]',
      '  deactivate eve  inactive',
      '  hash 0123456789ab',
      `Nothing was written. To do exactly this, until ${new Date(tomorrow).toISOString()}: linkspan apply ${shortId(stored.id)}`,
    ]);
  });

  it('shows the first fifty, and everybody with --all or to programs', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({ ...items[1], label: `p-${index}` }) as PlanItem);
    const { store, stored } = await keep({ counts: { deactivate: 60 } }, many);
    const show = async (options: { json?: boolean; all?: boolean }) => {
      const terminal = createTestTerminal();
      await showStoredPlan(terminal, createTestHost({}, store), stored.id, options);
      return terminal.lines;
    };
    expect((await show({})).filter((line) => line.includes(' p-'))).toHaveLength(50);
    expect(await show({})).toContain(`  … and 10 more: linkspan plan show ${shortId(stored.id)} --all`);
    expect((await show({ all: true })).filter((line) => line.includes(' p-'))).toHaveLength(60);
    const json = JSON.parse((await show({ json: true })).join('\n'));
    expect(json).toMatchObject({
      id: stored.id,
      hash: '0123456789abcdef',
      expiresAt: new Date(tomorrow).toISOString(),
    });
    expect(json.items).toHaveLength(60);
  });

  it('says what guards would hold back of it', async () => {
    const { store, stored } = await keep({ warnings: ['60 deactivations, and room for 50'] });
    const [text, program] = [createTestTerminal(), createTestTerminal()];
    await showStoredPlan(text, createTestHost({}, store), stored.id, {});
    await showStoredPlan(program, createTestHost({}, store), stored.id, { json: true });
    expect(text.lines).toContain('! 60 deactivations, and room for 50.');
    expect(JSON.parse(program.lines.join('\n')).warnings).toEqual(['60 deactivations, and room for 50']);
  });

  it.each<[string, Partial<StoredPlan>, string]>([
    ['expired', { expiresAt: 1 }, 'It expired at 1970-01-01T00:00:00.001Z: make another one.'],
    ['nothing to do', { counts: { none: 3, skip: 2 } }, 'Nothing was written, and there is nothing to apply.'],
  ])('says of a plan that it is %s', async (_case, more, line) => {
    const { store, stored } = await keep(more);
    const terminal = createTestTerminal();
    await showStoredPlan(terminal, createTestHost({}, store), stored.id, {});
    expect(terminal.lines.at(-1)).toBe(line);
  });

  it('says by which run it was applied', async () => {
    const { store, stored } = await keep();
    await store.plans.markApplied(stored.id, '9');
    const terminal = createTestTerminal();
    await showStoredPlan(terminal, createTestHost({}, store), stored.id, {});
    expect(terminal.lines.at(-1)).toBe('It was applied by run 9: linkspan runs show 9');
  });
});

describe('linkspan apply and undo', () => {
  it('names whoever has moved, and ends with 1', async () => {
    const { store, stored } = await keep();
    const terminal = createTestTerminal();
    const host = createTestHost(
      {
        async apply(id, { onItem }) {
          expect(id).toBe(stored.id);
          onItem?.({ resourceId: '2', label: 'eve', action: 'moved', reason: 'the plan said deactivate; now: none' });
          return { counts: { update: 1, moved: 1 }, unknown: [], run: '9' };
        },
      },
      store,
    );
    expect(await apply(terminal, host, stored.id, {})).toBe(1);
    expect(terminal.lines.slice(0, 2)).toEqual([
      '  moved      eve  the plan said deactivate; now: none',
      'Done: moved 1, update 1.',
    ]);
  });

  it('says of a plan and a run that are unknown that they are', async () => {
    const terminal = createTestTerminal();
    expect(await apply(terminal, createTestHost(), '99', {})).toBe(1);
    expect(await undo(terminal, createTestHost(), '99', {})).toBe(1);
    expect(await showStoredPlan(terminal, createTestHost(), '99', {})).toBe(1);
    expect(terminal.lines).toEqual([
      expect.stringContaining('there is no plan 99'),
      expect.stringContaining('there is no run 99'),
      expect.stringContaining('there is no plan 99'),
    ]);
  });

  it('undo only shows its plan, and applies it with --yes', async () => {
    const { store, stored } = await keep({ options: { undo: '1' } });
    const begun = { application: 'blog', kind: 'sync', actor: 'operator', options: {}, counts: {} } as const;
    const run = await store.runs.begin({ ...begun, state: 'done', startedAt: 1, seenAt: 1 });
    let applied = 0;
    const host = createTestHost(
      {
        undo: async () => stored,
        async apply() {
          applied += 1;
          return { counts: { update: 1 }, unknown: [], run: '9' };
        },
      },
      store,
    );
    const terminal = createTestTerminal();
    expect(await undo(terminal, host, run.id, {})).toBe(0);
    expect(applied).toBe(0);
    expect(terminal.lines[0]).toContain(': takes back run 1');
    expect(terminal.lines.at(-1)).toContain(`linkspan apply ${shortId(stored.id)}`);
    expect(await undo(terminal, host, run.id, { yes: true })).toBe(0);
    expect(applied).toBe(1);
  });
});
