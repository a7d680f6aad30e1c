import type { ResourceRecord } from '../../store/resource.js';
import type { CommitOutcome } from '../../store/resource-store.js';
import { listUniquePaths } from '../list-unique-paths.js';
import type { ResourceType } from '../schema.js';
import { invalidValue, ScimError } from '../scim-error.js';
import { valuesAt } from '../values-at.js';
import type { Call } from './call.js';
import { checkPreconditions } from './etag.js';
import { type Intention, planCommit } from './plan-commit.js';
import { notFound } from './read-resource.js';

/** Conflicts are rare (see `createTurns`): other processes, and members of a group who are deleted. So many in a row are not chance. */
const attempts = 20;

/**
 * Reads, plans, commits. Where somebody else wrote in between, the request is applied again to what is there now; with `If-Match` that
 * is 412.
 * @throws ScimError 404, 409 uniqueness, 412, 400 for unknown members, 503 when it stays contended
 */
export function commitChange(
  call: Call,
  type: ResourceType,
  id: string,
  intend: (current: ResourceRecord) => Intention,
): Promise<ResourceRecord> {
  return call.inTurn(`${call.scope.directory}/${type.name}/${id}`, async () => {
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const current = await call.resources.find(call.scope, type.name, id);
      if (current === undefined) throw notFound(type.name, id);
      checkPreconditions(call.request.headers, current.version);
      const intention = intend(current);
      const commit = planCommit(call, type, id, current, intention);
      if (commit === undefined) return current;
      const outcome = await call.resources.commit(commit);
      // Read again: where the client gave a version, that is no longer the one.
      if (outcome.kind === 'version-conflict') continue;
      if (outcome.kind === 'absent') throw notFound(type.name, id);
      return committed(call, type, intention, outcome);
    }
    throw new ScimError(503, 'Others keep changing this resource. Nothing was written: send the request again.', {
      retryAfter: 1,
    });
  });
}

export async function commitNew(call: Call, type: ResourceType, intention: Intention): Promise<ResourceRecord> {
  const id = call.newId();
  const commit = planCommit(call, type, id, undefined, intention);
  const outcome = commit && (await call.resources.commit(commit));
  if (outcome === undefined || outcome.kind === 'absent' || outcome.kind === 'version-conflict') {
    throw new Error(`a new ${type.name} got the id of another one`);
  }
  return committed(call, type, intention, outcome);
}

function committed(
  call: Call,
  type: ResourceType,
  intention: Intention,
  outcome: Exclude<CommitOutcome, { kind: 'absent' | 'version-conflict' }>,
): ResourceRecord {
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
    throw new ScimError(
      409,
      `The ${outcome.attribute} ${JSON.stringify(value)} belongs to another ${type.name}, perhaps an inactive one. ` +
        `Update that ${type.name}, delete it, or choose another ${outcome.attribute}.`,
      { scimType: 'uniqueness' },
    );
  }
  if (outcome.changed) call.committed();
  return outcome.record;
}
