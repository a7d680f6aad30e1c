import { Gauge, type Registry } from 'prom-client';
import type { Figures } from '../store/index.js';

export interface FigureGauges {
  /** `undefined`: the database did not answer. */
  show(figures: Figures | undefined, now: number): void;
  /** Undefined: it follows no more. */
  noteFollower(follower: string, seq: number | undefined): void;
}

/** What the database holds, as it was asked last. Several servers on one database show the same: take the maximum, not the sum. */
export function createFigureGauges(registers: Registry[]): FigureGauges {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  const up = gauge('linkspan_database_up', 'Whether the database answered.', []);
  const links = gauge('linkspan_links', 'Links by state.', ['application', 'state']);
  const due = gauge('linkspan_links_due', 'Links whose time has come.', ['application']);
  const age = gauge('linkspan_queue_age_seconds', 'For how long the oldest of them has waited.', ['application']);
  const stale = gauge('linkspan_links_stale', 'Links whose person changed, and that were not settled since.', [
    'application',
  ]);
  const holds = gauge('linkspan_holds', "Links that wait for a person's decision.", ['application', 'guard']);
  const leavers = gauge('linkspan_leavers_open', 'Accounts of leavers that were not seen closed yet.', ['application']);
  const leaverAge = gauge('linkspan_leaver_oldest_seconds', 'For how long the oldest of them has waited.', [
    'application',
  ]);
  const conflicts = gauge('linkspan_conflicts', 'People with values that directory and application both changed.', [
    'application',
  ]);
  const newcomers = gauge('linkspan_newcomers', 'Accounts that came up there and wait for a person.', [
    'application',
    'type',
  ]);
  const pullAge = gauge('linkspan_pull_age_seconds', 'Since changes were last asked for with success.', [
    'application',
    'type',
  ]);
  const pullFailures = gauge('linkspan_pull_failures', 'How often asking has failed since.', ['application', 'type']);
  const twoWay = [conflicts, newcomers, pullAge, pullFailures];
  const runs = gauge('linkspan_runs', 'Runs that began in the last 24 hours.', ['application', 'kind', 'state']);
  const marks = gauge('linkspan_marks', 'Changes of the directory that no link knows of yet; at most 100000.', []);
  const journal = gauge('linkspan_journal_lines', 'The number of the last line of the journal.', []);
  const lag = gauge('linkspan_journal_lag', 'Lines of the journal that a follower has not seen yet.', ['follower']);
  const all = [links, due, age, stale, holds, leavers, leaverAge, ...twoWay, runs, marks, journal, lag];
  const followers = new Map<string, number>();

  return {
    show(figures, now) {
      for (const one of all) one.reset();
      up.set(figures === undefined ? 0 : 1);
      if (figures === undefined) return;
      const since = (time: number) => Math.max(0, now - time) / 1_000;
      for (const { links: count, ...labels } of figures.states) links.set(labels, count);
      for (const { application, links: count, oldest } of figures.due) {
        due.set({ application }, count);
        age.set({ application }, since(oldest));
      }
      for (const { links: count, ...labels } of figures.stale) stale.set(labels, count);
      for (const { links: count, ...labels } of figures.holds) holds.set(labels, count);
      for (const { application, links: count, oldest } of figures.leavers) {
        leavers.set({ application }, count);
        leaverAge.set({ application }, since(oldest));
      }
      for (const { application, links: count } of figures.conflicts) conflicts.set({ application }, count);
      for (const { accounts, ...labels } of figures.newcomers) newcomers.set(labels, accounts);
      for (const { pulledAt, failures, ...labels } of figures.twoWay) {
        if (pulledAt !== undefined) pullAge.set(labels, since(pulledAt));
        pullFailures.set(labels, failures);
      }
      for (const { runs: count, ...labels } of figures.runs) runs.set(labels, count);
      marks.set(figures.marks);
      journal.set(figures.journal);
      for (const [follower, seq] of followers) lag.set({ follower }, Math.max(0, figures.journal - seq));
    },
    noteFollower(follower, seq) {
      if (seq !== undefined) followers.set(follower, seq);
      else if (followers.delete(follower)) lag.remove({ follower });
    },
  };
}
