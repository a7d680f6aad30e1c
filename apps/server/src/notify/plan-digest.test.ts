import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.js';
import { emptyState, type NotifyState, parseNotifyState } from './notify-state.js';
import { planDigest } from './plan-digest.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const halted = (application: string, more: Partial<Condition> = {}): Condition => ({
  key: `halted ${application}`,
  kind: 'halted',
  application,
  title: `${application} is halted`,
  remedy: 'test',
  weight: 1,
  ...more,
});
const held = (weight: number): Condition => ({ ...halted('blog'), key: 'held blog delete', kind: 'held', weight });

type Step = readonly [at: number, conditions: readonly Condition[], told: readonly string[] | undefined];

/** Looks at these times, one after the other; each digest is sent. */
function play(steps: readonly Step[]): void {
  let state: NotifyState = emptyState;
  for (const [index, [now, conditions, expected]] of steps.entries()) {
    const { digest, told } = planDigest(state, conditions, { now, interval: 15 * minute, reminder: day });
    const lines = digest && [
      ...digest.news.map(({ condition, why }) => `${why} ${condition.key}`),
      ...digest.resolved.map(({ key }) => `resolved ${key}`),
    ];
    expect([index, lines]).toEqual([index, expected]);
    // As it is kept.
    state = parseNotifyState(JSON.parse(JSON.stringify(told)));
  }
}

describe('a digest', () => {
  it.each<[string, readonly Step[]]>([
    ['says nothing where there is nothing', [[0, [], undefined]]],
    ['tells the first of a kind at once', [[0, [halted('blog')], ['new halted blog']]]],
    [
      'tells of another kind at once, too, with all that is new',
      [
        [0, [halted('blog')], ['new halted blog']],
        [minute, [halted('blog'), halted('wiki'), held(3)], ['new halted wiki', 'new held blog delete']],
      ],
    ],
    [
      'collects more of a kind for a quarter of an hour',
      [
        [0, [halted('blog')], ['new halted blog']],
        [minute, [halted('blog'), halted('wiki')], undefined],
        [2 * minute, [halted('blog'), halted('wiki'), halted('shop')], undefined],
        [15 * minute, [halted('blog'), halted('wiki'), halted('shop')], ['new halted wiki', 'new halted shop']],
      ],
    ],
    [
      'does not repeat what lasts, but for once a day',
      [
        [0, [halted('blog')], ['new halted blog']],
        [hour, [halted('blog')], undefined],
        [23 * hour, [halted('blog')], undefined],
        [24 * hour, [halted('blog')], ['lasting halted blog']],
        [25 * hour, [halted('blog')], undefined],
      ],
    ],
    [
      'repeats what is twice as bad, not before its time',
      [
        [0, [held(10)], ['new held blog delete']],
        [hour, [held(19)], undefined],
        [2 * hour, [held(20)], ['worse held blog delete']],
        [2 * hour + minute, [held(40)], undefined],
        [2 * hour + 15 * minute, [held(40)], ['worse held blog delete']],
      ],
    ],
    [
      'says once that something has ended, when it has stayed so for a quarter of an hour',
      [
        [0, [halted('blog')], ['new halted blog']],
        [hour, [], undefined],
        [hour + 14 * minute, [], undefined],
        [hour + 15 * minute, [], ['resolved halted blog']],
        [2 * hour, [], undefined],
        [3 * hour, [halted('blog')], ['new halted blog']],
      ],
    ],
    [
      'says nothing of what comes and goes',
      [
        [0, [halted('blog')], ['new halted blog']],
        [hour, [], undefined],
        [hour + 5 * minute, [halted('blog')], undefined],
        [hour + 10 * minute, [], undefined],
        [hour + 20 * minute, [halted('blog')], undefined],
      ],
    ],
    [
      'waits for what has to last, over short gaps',
      [
        [0, [halted('blog', { patience: 15 * minute })], undefined],
        [14 * minute, [], undefined],
        [14 * minute + 1, [halted('blog', { patience: 15 * minute })], undefined],
        [16 * minute, [halted('blog', { patience: 15 * minute })], ['new halted blog']],
      ],
    ],
    [
      'never tells the end of what was not told',
      [
        [0, [halted('blog', { patience: hour })], undefined],
        [minute, [], undefined],
        [hour, [], undefined],
      ],
    ],
    [
      'tells once what happened, and not that it has ended',
      [
        [0, [halted('blog', { event: true })], ['new halted blog']],
        [25 * hour, [halted('blog', { event: true })], undefined],
        [26 * hour, [], undefined],
        [27 * hour, [], undefined],
      ],
    ],
  ])('%s', (_name, steps) => {
    play(steps);
  });

  it('that was not sent is planned anew, and may hold more', () => {
    const terms = { interval: 15 * minute, reminder: day };
    const first = planDigest(emptyState, [halted('blog')], { ...terms, now: 0 });
    const second = planDigest(first.seen, [halted('blog'), held(1)], { ...terms, now: 15 * minute });
    expect(second.digest?.news.map(({ condition }) => condition.key)).toEqual(['halted blog', 'held blog delete']);
  });

  it('counts what cannot be read as nothing told', () => {
    expect(parseNotifyState({ conditions: 7 })).toEqual(emptyState);
    expect(parseNotifyState(undefined)).toEqual(emptyState);
  });
});
