import type { ApplicationRecord } from '@linkspan/core';
import type { Condition } from './condition.js';

/** Milliseconds. Shorter ones are the ordinary life of a site. */
const longPause = 15 * 60_000;
/** An operator who pauses an application knows it; one who forgot it does not. */
const forgottenPause = 24 * 3_600_000;

/** What holds a whole application back. */
export function findApplicationConditions(record: ApplicationRecord): readonly Condition[] {
  const { name: application, halted, quarantine, pausedUntil, lastFailure, scopeFrozen } = record;
  const conditions: Condition[] = [];
  const add = (condition: Omit<Condition, 'key' | 'application' | 'weight'>) =>
    conditions.push({ key: `${condition.kind} ${application}`, application, weight: 1, ...condition });
  if (halted?.kind === 'operator') {
    add({
      kind: 'halted',
      title: `${application} is still paused by an operator`,
      details: [halted.reason],
      remedy: `linkspan resume ${application}`,
      patience: forgottenPause,
    });
  } else if (halted) {
    add({
      kind: 'halted',
      title: `${application} is halted: nothing is written there, and nobody is let go`,
      details: [halted.reason],
      remedy: `Correct it, then: linkspan test ${application}`,
    });
  }
  if (quarantine) {
    add({
      kind: 'quarantine',
      title: `${application} is in quarantine: too many people fail`,
      details: [quarantine.reason],
      remedy: `linkspan status ${application}, then linkspan resume ${application}`,
    });
  }
  if (pausedUntil !== undefined && !halted && !quarantine) {
    add({
      kind: 'paused',
      title: `${application} does not answer`,
      details: lastFailure ? [lastFailure.reason] : [],
      remedy: `It is tried again by itself. linkspan test ${application} says what is wrong`,
      patience: longPause,
    });
  }
  if (scopeFrozen) {
    add({
      kind: 'scope-frozen',
      title: `Nobody leaves the scope of ${application}: it cannot be told who belongs to it`,
      details: [scopeFrozen.reason],
      remedy: `Correct the group or the scope, then: linkspan resume ${application}`,
    });
  }
  return conditions;
}
