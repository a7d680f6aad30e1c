import type { EffectiveGroup, ResourceRecord } from '../../store/resource.js';
import type { Commit, CommitOutcome, ResourceQuery } from '../../store/resource-store.js';
import { listUniquePaths } from '../list-unique-paths.js';
import type { ResourceType } from '../schema.js';
import { invalidValue, ScimError } from '../scim-error.js';
import { valuesAt } from '../values-at.js';
import type { Call } from './call.js';
import { checkPreconditions } from './etag.js';
import { findHolder } from './find-holder.js';
import { type Intention, planCommit } from './plan-commit.js';
import { notFound } from './read-resource.js';
import { describeOwner, requireOwner } from './require-owner.js';

/** Conflicts are rare (see `createTurns`): other processes, and members of a group who are deleted. So many in a row are not chance. */
const attempts = 20;

/** What the answer is going to show, read along with what stands. */
type Shown = Pick<ResourceQuery, 'also'>;

interface Changed {
  readonly record: ResourceRecord;
  /** A user's, where they were read along. */
  readonly groups: readonly EffectiveGroup[] | undefined;
}

/**
 * Reads, plans, commits. Where somebody else wrote in between, the request is applied again to what is there now; with `If-Match` that
 * is 412. Who owns it is judged with the version: a hand-over moves that.
 * @throws ScimError 403 where it is another client's, 404, 409 uniqueness, 412, 400 for unknown members, 503 when it stays contended
 */
export async function commitChange(
  call: Call,
  type: ResourceType,
  id: string,
  shown: Shown,
  intend: (current: ResourceRecord) => Intention,
): Promise<Changed> {
  return (await commitMembers(call, type, id, shown, intend)) ?? commitInTurn(call, type, id, shown, intend);
}

/**
 * Members that are added to a group and removed from it, beside others who do the same: no version has to be waited for, so that a group
 * of 70,000 takes as many changes a second as any other. Undefined for everything else.
 */
async function commitMembers(
  call: Call,
  type: ResourceType,
  id: string,
  shown: Shown,
  intend: (current: ResourceRecord) => Intention,
): Promise<Changed | undefined> {
  if (type.name !== 'Group' || call.request.headers['if-match'] !== undefined) return undefined;
  const { current, intention, commit } = await planChange(call, type, id, shown, intend);
  // What an application said is weighed against what stands: in turn.
  if (current.overruled !== undefined || commit === undefined || !isOfMembersAlone(commit)) return undefined;
  const outcome = await call.resources.commit({ ...commit, expectVersion: 'any', expectOwner: current.owner });
  if (outcome.kind === 'version-conflict') return undefined;
  if (outcome.kind === 'absent') throw notFound(type.name, id);
  return { record: await committed(call, type, intention, outcome), groups: current.groups };
}

function isOfMembersAlone({ resource, externalId, overruled, members }: Commit): boolean {
  const isOther = resource !== undefined || externalId !== undefined || overruled !== undefined;
  return !isOther && members !== undefined && !('replace' in members);
}

function commitInTurn(
  call: Call,
  type: ResourceType,
  id: string,
  shown: Shown,
  intend: (current: ResourceRecord) => Intention,
): Promise<Changed> {
  return call.inTurn(`${call.scope.directory}/${type.name}/${id}`, async () => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const { current, intention, commit } = await planChange(call, type, id, shown, intend);
      if (commit === undefined) {
        // Perhaps what an attempt wrote whose answer was lost.
        if (attempt > 1) call.committed();
        call.decide('unchanged');
        return { record: current, groups: current.groups };
      }
      const outcome = await call.resources.commit(commit);
      // Read again: where the client gave a version, that is no longer the one.
      if (outcome.kind === 'version-conflict') continue;
      if (outcome.kind === 'absent') throw notFound(type.name, id);
      return { record: await committed(call, type, intention, outcome), groups: current.groups };
    }
    throw new ScimError(503, 'Others keep changing this resource. Nothing was written: send the request again.', {
      retryAfter: 1,
    });
  });
}

/** What a request comes to for the resource as it stands now, whichever way it is committed. `commit` undefined: nothing would change. */
async function planChange(
  call: Call,
  type: ResourceType,
  id: string,
  { also }: Shown,
  intend: (current: ResourceRecord) => Intention,
) {
  const current = await call.resources.find(call.scope, type.name, id, also);
  if (current === undefined) throw notFound(type.name, id);
  requireOwner(call, current);
  checkPreconditions(call.request.headers, current.version);
  const intention = intend(current);
  return { current, intention, commit: planCommit(call, type, id, current, intention) };
}

export async function commitNew(call: Call, type: ResourceType, intention: Intention): Promise<ResourceRecord> {
  const id = call.newId();
  const commit = planCommit(call, type, id, undefined, intention);
  const outcome = commit && (await call.resources.commit(commit));
  if (outcome?.kind === 'version-conflict' || outcome?.kind === 'uniqueness') {
    // The id is new: what stands there was written by an attempt of this commit whose answer was lost.
    const written = await call.resources.find(call.scope, type.name, id);
    if (written?.version === 1 && written.owner === call.scope.client) {
      return committed(call, type, intention, { kind: 'committed', record: written, changed: true });
    }
  }
  if (outcome === undefined || outcome.kind === 'absent' || outcome.kind === 'version-conflict') {
    throw new Error(`a new ${type.name} got the id of another one`);
  }
  return committed(call, type, intention, outcome);
}

const done = { create: 'created', replace: 'replaced', patch: 'patched', delete: 'deleted' } as const;

async function committed(
  call: Call,
  type: ResourceType,
  intention: Intention,
  outcome: Exclude<CommitOutcome, { kind: 'absent' | 'version-conflict' }>,
): Promise<ResourceRecord> {
  if (outcome.kind === 'unknown-members') {
    const names = outcome.values.slice(0, 10).map((value) => JSON.stringify(value));
    const more = outcome.values.length > names.length ? ` and ${outcome.values.length - names.length} more` : '';
    throw invalidValue(
      `These members are not known here: ${names.join(', ')}${more}. Create them first, then add them by their id.`,
    );
  }
  if (outcome.kind === 'uniqueness') {
    const unique = listUniquePaths(type).find(({ name }) => name === outcome.attribute);
    const [value = null] = unique ? valuesAt(intention.attributes ?? {}, unique.path.names) : [];
    const holder = unique && (await findHolder(call, type, unique, value));
    throw new ScimError(
      409,
      `The ${outcome.attribute} ${JSON.stringify(value)} belongs to another ${type.name}, ${describeHolder(call, type, outcome.attribute, holder)}`,
      { scimType: 'uniqueness' },
    );
  }
  call.decide(outcome.changed ? done[intention.action] : 'unchanged');
  if (outcome.changed) call.committed();
  return outcome.record;
}

/** Whose the taken value is decides what can be done about it. */
function describeHolder(
  { actor, scope }: Call,
  type: ResourceType,
  attribute: string,
  holder: ResourceRecord | undefined,
): string {
  if (holder === undefined || holder.owner === scope.client || actor.startsWith('application:'))
    return `perhaps an inactive one. Update that ${type.name}, delete it, or choose another ${attribute}.`;
  return (
    `which ${describeOwner(holder.owner)} owns. Choose another ${attribute}, or have the operator of this server hand it over: ` +
    `"linkspan own ${holder.id} ${scope.client}".`
  );
}
