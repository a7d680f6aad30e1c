import type { Link } from '../store/link.js';
import type { Way } from './application.js';
import { operationOf } from './describe-plan.js';
import type { Plan } from './plan.js';
import type { Runtime } from './runtime.js';

/** Somebody left when nobody might do by this way what it would do now. */
export async function isBacklog(
  { store, name, now }: Pick<Runtime, 'store' | 'name' | 'now'>,
  link: Link,
  plan: Plan,
  way: Way,
): Promise<boolean> {
  if (way === 'manual' || link.skipped === undefined) return false;
  // Where neither was allowed, what was skipped is the deactivation.
  const skipped = plan.action === 'remove' ? ['deactivate', 'delete'] : ['deactivate'];
  const operation = plan.action === 'reactivate' ? undefined : operationOf(plan);
  if (operation === undefined || !skipped.includes(link.skipped)) return false;
  const { allowedSince } = await store.applications.get(name);
  return (link.leftAt ?? 0) < (allowedSince?.[way][operation] ?? now());
}
