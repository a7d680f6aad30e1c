import type { Conflict } from '../../store/link.js';
import { managedPart } from '../runtime.js';
import { rolesMoved } from './has-news.js';
import { isOurs } from './note-ours.js';
import { ownedByClient } from './owned-by-client.js';
import { refusalText } from './refusal-text.js';
import type { Taken, Taking } from './take-account.js';
import { writerOf } from './write-back.js';

/**
 * A role that somebody gave or took there comes back as a membership of the group that is mapped to it. A group that a client owns is that
 * client's: unless `authority` gives roles to the application, it waits for a person.
 */
export async function takeRoles(taking: Taking): Promise<Taken> {
  const { runtime, link, view, account } = taking;
  const { rolesField } = runtime;
  const standing = rolesField === undefined ? undefined : link.back?.conflicts?.[rolesField];
  const moved = standing?.take === undefined ? rolesMoved(runtime, link, account) : openRoles(taking);
  if (rolesField === undefined) return {};
  if (moved.length === 0) return standing === undefined ? {} : stillOpen(taking, standing);
  const there = rolesOf(managedPart(runtime, rolesField, account.fields[rolesField]));
  if (standing?.take === 'directory' || isOurs(link, rolesField, there.toSorted()))
    return { sent: { [rolesField]: [...there] } };
  const wanted = rolesOf(view.desired?.fields[rolesField]);
  const refused: string[] = [];
  const taken: string[] = [];
  for (const role of moved) {
    const reason =
      there.includes(role) === wanted.includes(role) ? undefined : await take(taking, role, there.includes(role));
    if (reason === undefined) taken.push(role);
    else refused.push(reason);
  }
  const before = rolesOf(link.sent?.[rolesField]);
  const sent = [...before.filter((role) => !taken.includes(role)), ...taken.filter((role) => there.includes(role))];
  const change = {
    from: standing === undefined ? [...rolesOf(link.readBack?.[rolesField])] : [...wanted],
    to: [...there],
  };
  return {
    sent: { [rolesField]: sent.toSorted() },
    ...(taken.length > 0 && { changes: { [rolesField]: change } }),
    ...(refused.length > 0 && { conflicts: { [rolesField]: conflictOf(taking, wanted, there, refused.join('; ')) } }),
  };
}

/** Whatever differs, once a person has decided. */
function openRoles({ runtime, view, account }: Taking): readonly string[] {
  const { rolesField = '' } = runtime;
  const there = rolesOf(managedPart(runtime, rolesField, account.fields[rolesField]));
  const wanted = rolesOf(view.desired?.fields[rolesField]);
  return runtime.managedRoles.filter((role) => there.includes(role) !== wanted.includes(role));
}

/** A conflict ends where both sides have come to say the same. */
function stillOpen(taking: Taking, standing: Conflict): Taken {
  const { rolesField = '' } = taking.runtime;
  return openRoles(taking).length === 0 ? {} : { conflicts: { [rolesField]: standing } };
}

/** Why it is not taken. */
async function take(taking: Taking, role: string, given: boolean): Promise<string | undefined> {
  const { runtime, view, resource, requestId, back } = taking;
  const groups = await groupsFor(taking, role);
  if (groups.length === 0) return `no one group gives the role ${role}`;
  const mine = view.groups.filter(({ value }) => groups.includes(value));
  if (!given && mine.some(({ type }) => type === 'indirect'))
    return `the role ${role} comes from a group within a group: take the person out there`;
  const meant = given ? groups.slice(0, 1) : mine.map(({ value }) => value);
  for (const group of meant) {
    const obstacle = (await foreign(taking, group)) ?? (await excess(taking, role, given));
    if (obstacle !== undefined) return obstacle;
  }
  for (const id of meant) {
    const operation = given
      ? { op: 'add', path: 'members', value: [{ value: resource.id }] }
      : { op: 'remove', path: `members[value eq ${JSON.stringify(resource.id)}]` };
    try {
      await back.directory.patch(writerOf(runtime, requestId), { type: 'Group', id }, [operation]);
    } catch (error) {
      return refusalText(error);
    }
  }
  return undefined;
}

/** The groups that give a role, as the configuration's names are bound. */
async function groupsFor({ runtime }: Taking, role: string): Promise<readonly string[]> {
  const { groupBindings } = await runtime.store.applications.get(runtime.name);
  const names = Object.entries(runtime.application.policy.roles).filter(([, given]) => given === role);
  return names.flatMap(([name]) => groupBindings[name]?.group ?? []);
}

async function foreign({ runtime, link }: Taking, id: string): Promise<string | undefined> {
  if (link.back?.conflicts?.[runtime.rolesField ?? '']?.take === 'application') return undefined;
  const group = await runtime.store.resources.find(runtime.scope, 'Group', id);
  return group && ownedByClient(runtime, group, 'roles');
}

async function excess({ runtime, link }: Taking, role: string, given: boolean): Promise<string | undefined> {
  if (link.back?.conflicts?.[runtime.rolesField ?? '']?.take === 'application') return undefined;
  const { guards } = runtime.application.policy;
  if (!given)
    return runtime.guard.findExcess(link, {
      kind: 'back-role-loss',
      guard: 'role-loss',
      budget: guards.deactivate,
      least: 3,
      what: 'people who lost a role there',
    });
  if (!runtime.privilegedRoles.includes(role)) return undefined;
  return runtime.guard.findExcess(link, {
    kind: 'back-privileged',
    guard: 'privileged',
    budget: guards.privileged,
    least: 1,
    what: 'grants of a privileged role there',
  });
}

function conflictOf(
  { link, runtime }: Taking,
  directory: readonly string[],
  account: readonly string[],
  reason: string,
): Conflict {
  const { rolesField = '' } = runtime;
  const { by, at } = link.look?.fields?.[rolesField] ?? {};
  return {
    scim: 'roles',
    directory: [...directory],
    account: [...account],
    reason,
    since: link.back?.conflicts?.[rolesField]?.since ?? runtime.now(),
    ...(by !== undefined && { accountBy: by }),
    ...(at !== undefined && { accountAt: at }),
  };
}

function rolesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
