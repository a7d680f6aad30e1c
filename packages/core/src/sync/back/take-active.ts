import type { Conflict } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import { authorityOf } from './back.js';
import { isOurs } from './note-ours.js';
import { hasMovedOn, refusalText } from './refusal-text.js';
import type { Taken, Taking } from './take-account.js';
import { writerOf } from './write-back.js';

/**
 * An account that was closed or opened there. That a person has left is a client's word: an account that is opened again against it is
 * closed again, unless the configuration gives `active` to the application. `resource` is as it is by now; `moved`: somebody else has written
 * since, perhaps that the person leaves.
 */
export async function takeActive(taking: Taking, resource: ResourceRecord): Promise<Taken | 'moved'> {
  const { runtime, back, link, account } = taking;
  const { active } = account;
  const standing = link.back?.conflicts?.active;
  const here = resource.attributes.active !== false;
  if (active === undefined) return standing ? { conflicts: { active: standing } } : {};
  const moved = link.accountActive !== undefined && link.accountActive !== active;
  if (here === active) return moved || standing ? { facts: opened(active) } : {};
  if (standing?.take === 'directory') return { facts: { accountActive: null } };
  if (standing !== undefined && standing.take === undefined) return { conflicts: { active: standing } };
  if (!moved && standing === undefined) return {};
  if (isOurs(link, 'active', active)) return { facts: opened(active) };
  if (!back.active) return closedAgain(taking, active);
  if (active && isClientsWord(taking, resource)) return closedAgain(taking, active);
  const reason = (await excess(taking, active)) ?? (await write(taking, resource, active));
  if (reason === 'moved') return reason;
  if (reason !== undefined) return { conflicts: { active: conflictOf(taking, here, active, reason) } };
  return {
    facts: { ...opened(active), ...(!active && { deactivatedAt: runtime.now(), closedAt: runtime.now() }) },
    changes: { active: { from: !active, to: active } },
  };
}

function opened(accountActive: boolean): NonNullable<Taken['facts']> {
  return { accountActive };
}

/** Opened there while it should be closed: what the plan finds open, it closes. One that was closed there stays a drift. */
function closedAgain({ runtime }: Taking, active: boolean): Taken {
  const enforced = active && (runtime.back?.active === true || runtime.application.policy.drift === 'enforce');
  return enforced ? { facts: { accountActive: null } } : {};
}

function isClientsWord({ runtime, back }: Taking, resource: ResourceRecord): boolean {
  if (authorityOf(back.policy, 'active') === 'application') return false;
  return resource.overruled?.active?.by !== `application:${runtime.name}`;
}

async function excess({ runtime, link }: Taking, active: boolean): Promise<string | undefined> {
  if (active || link.back?.conflicts?.active?.take === 'application') return undefined;
  return runtime.guard.findExcess(link, {
    kind: 'back-deactivate',
    guard: 'deactivate',
    budget: runtime.application.policy.guards.deactivate,
    least: 3,
    what: 'accounts closed there',
  });
}

/** Why it was not taken, or `moved`. */
async function write(
  { back, runtime, requestId }: Taking,
  { type, id, version }: ResourceRecord,
  active: boolean,
): Promise<string | undefined> {
  try {
    await back.directory.patch(writerOf(runtime, requestId), { type, id, version }, [
      { op: 'replace', path: 'active', value: active },
    ]);
    return undefined;
  } catch (error) {
    if (hasMovedOn(error)) return 'moved';
    return refusalText(error);
  }
}

function conflictOf({ link, runtime }: Taking, here: boolean, active: boolean, reason: string): Conflict {
  const { by, at } = link.look?.fields?.active ?? {};
  return {
    scim: 'active',
    directory: here,
    account: active,
    reason,
    since: link.back?.conflicts?.active?.since ?? runtime.now(),
    ...(by !== undefined && { accountBy: by }),
    ...(at !== undefined && { accountAt: at }),
  };
}
