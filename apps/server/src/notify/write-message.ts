import { randomUUID } from 'node:crypto';
import type { ConditionKind } from './condition.js';
import type { Alert, Message, Resolution } from './message.js';
import type { Digest } from './plan-digest.js';

const words: Readonly<Record<ConditionKind, string>> = {
  halted: 'halted',
  quarantine: 'in quarantine',
  paused: 'not answering',
  'scope-frozen': 'scope frozen',
  held: 'waiting for a decision',
  leavers: 'with leavers’ accounts open',
  token: 'token expiring',
  configuration: 'configuration rejected',
  run: 'run stopped',
  events: 'with events not delivered',
};

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

export function writeMessage(
  digest: Digest,
  { server, now, test }: { readonly server: string; readonly now: number; readonly test?: true },
): Message {
  const alerts = digest.news.map(({ condition, since, why }): Alert => {
    const { key, kind, application, client, title, details = [], remedy, weight } = condition;
    return {
      key,
      kind,
      why,
      since: iso(since),
      ...(application !== undefined && { application }),
      ...(client !== undefined && { client }),
      title,
      details,
      remedy,
      count: weight,
    };
  });
  const resolved = digest.resolved.map(({ key, kind, since, gone = now, application, client, title }): Resolution => {
    const about = { ...(application !== undefined && { application }), ...(client !== undefined && { client }) };
    return { key, kind, since: iso(since), until: iso(gone), ...about, title };
  });
  const summary = `${test ? 'Test: ' : ''}${summarize(alerts, resolved)}`;
  return {
    version: 1,
    id: randomUUID(),
    at: iso(now),
    server,
    summary,
    text: writeText(summary, server, alerts, resolved),
    alerts,
    resolved,
    ...(test && { test }),
  };
}

/** `2 halted, 1 waiting for a decision, 1 resolved`. */
function summarize(alerts: readonly Alert[], resolved: readonly Resolution[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of alerts) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = Object.entries(words).flatMap(([kind, word]) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [`${count} ${word}`];
  });
  return [...parts, ...(resolved.length > 0 ? [`${resolved.length} resolved`] : [])].join(', ');
}

function writeText(summary: string, server: string, alerts: readonly Alert[], resolved: readonly Resolution[]): string {
  const remark = { new: '', worse: ' (more than before)', lasting: ' (still so)' };
  const lines = alerts.flatMap(({ title, why, since, details, remedy }) => [
    '',
    `* ${title}${remark[why]}`,
    ...details.map((detail) => `  ${detail}`),
    `  since ${since}`,
    `  what to do: ${remedy}`,
  ]);
  const ended = resolved.map(({ title, until }) => `* ${title} – until ${until}`);
  return [
    summary,
    `Linkspan at ${server}`,
    ...lines,
    ...(ended.length > 0 ? ['', 'Resolved:', ...ended] : []),
    '',
  ].join('\n');
}
