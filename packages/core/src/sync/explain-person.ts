import { everyOperation } from './default-policy.js';
import { describePlan } from './describe-plan.js';
import { findLink } from './find-link.js';
import { findObstacle } from './find-obstacle.js';
import { findPerson } from './find-person.js';
import { findStays } from './find-stays.js';
import { goneAlready } from './gone-already.js';
import type { Explanation } from './orchestrator.js';
import { newLink } from './people-pages.js';
import type { Plan } from './plan.js';
import { readView, readViewContext } from './read-view.js';
import { type Runtime, runtimeFor } from './runtime.js';

const lines = 20;
const isLook = (action: Plan['action']): action is 'look' | 'reread' | 'merge' =>
  action === 'look' || action === 'reread' || action === 'merge';

/** What one application knows of a person, what it would do next, and what stands in the way. `undefined`: it never heard of them. */
export async function explainPerson(runtime: Runtime, person: string): Promise<Explanation | undefined> {
  const found = await findPerson(runtime, person);
  const user = typeof found === 'string' ? undefined : found.resource;
  const known =
    user === undefined ? await findLink(runtime, person) : await runtime.store.links.find(runtime.name, user.id);
  const link = known ?? (user && newLink(runtime, user));
  const own = link && runtimeFor(runtime, link);
  if (own === undefined || link === undefined) return undefined;
  const { automatic } = runtime.application.policy;
  const context = await readViewContext(runtime, automatic === false ? everyOperation : automatic);
  const view = await readView(own, link, context);
  const history = await runtime.store.journal.list({ resourceId: link.resourceId, limit: lines * 4 });
  const { scopeFrozen } = await runtime.store.applications.get(runtime.name);
  const gone = goneAlready(link, view.plan);
  const stays = findStays(own, link, view);
  const obstacle = (await findObstacle(runtime)) ?? (scopeFrozen && `its scope is frozen: ${scopeFrozen.reason}`);
  return {
    application: runtime.name,
    ...(known && { link: known }),
    ...(view.scope && { scope: view.scope }),
    groups: view.groups.map(({ display }) => display),
    next: {
      resourceId: link.resourceId,
      label: link.label,
      action: gone !== undefined ? 'none' : isLook(view.plan.action) ? 'wait' : view.plan.action,
      reason: gone ?? view.plan.reason,
      ...describePlan(link, view.plan),
    },
    ...(Object.keys(stays).length > 0 && { stays }),
    ...(known?.dueAt !== undefined && { dueAt: known.dueAt }),
    history: history
      .filter((line) => line.application === undefined || line.application === runtime.name)
      .slice(0, lines),
    ...(obstacle !== undefined && { obstacle }),
  };
}
