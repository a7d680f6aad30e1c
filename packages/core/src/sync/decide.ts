import { randomUUID } from 'node:crypto';
import type { Link, LinkFacts } from '../store/link.js';
import type { JournalEntry } from '../store/resource.js';
import { recordStep } from './record-step.js';
import { type Runtime, runtimeFor } from './runtime.js';
import { stillDue } from './still-due.js';

/** Writes an operator's decision onto a link, under its lease, and makes it due where that is automatic. */
export async function decide(
  runtime: Runtime,
  link: Link,
  facts: LinkFacts,
  journal: JournalEntry,
  { due = true }: { readonly due?: boolean } = {},
): Promise<void> {
  const lease = { token: randomUUID(), milliseconds: 30_000 };
  const [claimed] = await runtime.store.links.claim(runtime.name, {
    now: runtime.now(),
    limit: 1,
    lease,
    resourceIds: [link.resourceId],
  });
  if (claimed === undefined) throw new Error(`"${link.label}" is being worked on; try again in a moment`);
  const automatic = runtime.application.policy.automatic !== false;
  const when = !due ? stillDue(claimed) : automatic ? { dueAt: runtime.now() } : { stale: true as const };
  const release = { ...when, attempts: 0 };
  const own = runtimeFor(runtime, link) ?? runtime;
  // Neither the decision nor what follows from it comes from the request that the link was touched for.
  const { requestId: _, ...told } = journal;
  const decided = { ...facts, origin: null };
  await recordStep(own, claimed, lease, { facts: decided, journal: { ...told, actor: runtime.operator }, release });
}
