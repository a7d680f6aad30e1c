import { randomUUID } from 'node:crypto';
import type { WebhookRequest } from '../../connector/webhook.js';
import type { Runtime } from '../runtime.js';
import type { WebhookOutcome } from '../two-way.js';
import { noteDeltas } from './note-deltas.js';

/** Milliseconds by which the vendor's clock may differ. */
const timeWindow = 5 * 60_000;

/** Proves a webhook, and makes durable what it says before anybody is told that it was taken. */
export async function receiveWebhook(runtime: Runtime, request: WebhookRequest): Promise<WebhookOutcome> {
  const { connector, back, store, name, groups, now } = runtime;
  if (connector.webhook === undefined || back?.policy.source.includes('webhook') !== true) return 'unsupported';
  const receipt = connector.webhook.receive(request);
  const at = now();
  if (receipt === undefined || Math.abs(at - receipt.at) > timeWindow) return 'refused';
  const [scope, kind, since] = [`hook:${name}`, receipt.id, at - 2 * timeWindow];
  if ((await store.guards.count(scope, kind, since)) > 0) return 'repeated';
  if (receipt.users !== undefined) await noteDeltas(runtime, receipt.users);
  if (receipt.groups !== undefined && groups !== undefined) await noteDeltas(groups, receipt.groups);
  await store.applications.update(name, { hintedAt: at });
  // Only now: one that broke off before is taken when it comes again.
  await store.guards.take(scope, kind, randomUUID(), { at, since, limit: 1 });
  return 'stored';
}
