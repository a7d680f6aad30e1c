import { applyOperation, type PatchDraft } from './apply-operation.js';
import type { Json, JsonObject } from './json.js';
import { composeMemberDeltas, type MemberDelta } from './member-delta.js';
import { normalizeResource } from './normalize-resource.js';
import { createPatchBudget } from './patch-budget.js';
import { parseOperations } from './patch-operation.js';
import { refuseUnassigned } from './refuse-unassigned.js';
import type { ResourceType } from './schema.js';
import { ScimError } from './scim-error.js';
import { settleImmutable } from './settle-immutable.js';
import type { Tolerate } from './tolerate.js';
import { tolerateAll } from './tolerate-all.js';

/** A resource after a PATCH. */
export interface PatchResult {
  /** Whole and valid, as `normalizeResource` gives them. */
  readonly attributes: JsonObject;
  /** Absent: not spoken of. `null`: unassigned. */
  readonly externalId?: string | null;
  /** Absent: not spoken of. */
  readonly members?: MemberDelta;
  /** The last one that was sent, not looked at; never among the attributes. */
  readonly password?: Json;
  /** What was left out because the schemas do not know it, for the log. */
  readonly ignored: readonly string[];
}

/**
 * Applies a PATCH body to a resource's attributes: RFC 7644 §3.5.2. All of it or nothing: `current` is never changed, and the result is
 * held to the same rules as a PUT. Membership is not looked at: operations on `members` become a delta.
 *
 * @throws ScimError 400 that names the operation by its index, or a required attribute that the whole of them took away, or an
 * immutable one that they changed; 413 for more
 * than can be done at once, or more operations than `most` (default 1000).
 */
export function applyPatch(
  type: ResourceType,
  current: JsonObject,
  body: Json,
  { tolerate = tolerateAll, most }: { readonly tolerate?: Tolerate; readonly most?: number } = {},
): PatchResult {
  const draft: PatchDraft = {
    attributes: current,
    members: [],
    ignored: new Set(),
    budget: createPatchBudget(),
    tolerate,
  };
  for (const [index, parseOperation] of parseOperations(body, tolerate, most).entries()) {
    judge(index, () => applyOperation(type, draft, parseOperation()));
  }
  refuseUnassigned(type, current, draft.attributes);
  const whole = { ...standing(type, current), ...draft.attributes };
  const { attributes, ignored } = normalizeResource(type, whole, { purpose: 'replace', standing: current });
  return {
    attributes: settleImmutable(type, current, attributes, 'refuse'),
    ...(draft.externalId !== undefined && { externalId: draft.externalId }),
    ...(draft.members.length > 0 && { members: composeMemberDeltas(draft.members) }),
    ...(draft.password !== undefined && { password: draft.password }),
    ignored: [...new Set([...draft.ignored, ...ignored])],
  };
}

/** What has a default is never unassigned, it stays: somebody who left must not come back because `active` was removed. */
function standing(type: ResourceType, current: JsonObject): JsonObject {
  const defaults = type.defaults ?? {};
  return Object.fromEntries(Object.entries(current).filter(([name]) => Object.hasOwn(defaults, name)));
}

function judge(index: number, apply: () => void): void {
  try {
    apply();
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    throw new ScimError(error.status, `Operations[${index}]: ${error.message}`, {
      ...(error.scimType && { scimType: error.scimType }),
      cause: error,
    });
  }
}
