import type { ResourceRecord } from '../../store/resource.js';
import type { Json, JsonObject } from '../json.js';
import type { ScimResponse } from '../message.js';
import { type NormalizedResource, normalizeResource } from '../normalize-resource.js';
import type { ResourceType } from '../schema.js';
import { settleImmutable } from '../settle-immutable.js';
import { alsoReadFor } from './also-read-for.js';
import { bodyOf } from './body-of.js';
import type { Call } from './call.js';
import { commitChange } from './commit-resource.js';
import { keepUnseen } from './keep-unseen.js';
import { noteResourceSchemas } from './note-resource-schemas.js';
import type { Intention } from './plan-commit.js';
import { resourceResponse } from './resource-response.js';
import { selectionOf } from './selection-of.js';
import { takePassword } from './take-password.js';

/**
 * RFC 7644 §3.5.1: what the body leaves out is cleared, with these exceptions, which the RFC permits.
 *
 * - `active`: a leaver must not come back because somebody left it out.
 * - `members`, where the body does not speak of them: identity providers rename a group by a PUT with the name alone, and that must not
 *   empty it. `[]` and `null` do.
 * - what is immutable and has a value.
 * - what the client cannot have read: see `keepUnseen`.
 * - what the request's `preserve` names, where the body has no value for it.
 */
export async function replaceResource(call: Call, type: ResourceType, id: string): Promise<ScimResponse> {
  const selection = selectionOf(call, type);
  const body = bodyOf(call);
  noteResourceSchemas(type, body, call.tolerate);
  const normalized = normalizeResource(type, body, { purpose: 'replace', tolerate: call.tolerate });
  call.ignore(normalized.ignored);
  const password = takePassword(call, type, normalized.password);
  const preserve = new Set(['active', ...(call.request.preserve ?? [])]);
  const { record, groups } = await commitChange(call, type, id, alsoReadFor(type, selection), (current) => ({
    ...replacement(type, current, normalized, preserve),
    ...(password !== undefined && { password }),
  }));
  return resourceResponse(call, type, record, selection, 200, groups);
}

function replacement(
  type: ResourceType,
  current: ResourceRecord,
  { attributes, externalId, members, present }: NormalizedResource,
  preserve: ReadonlySet<string>,
): Intention {
  const keptId = preserve.has('externalId') ? current.externalId : undefined;
  const keepsMembers = preserve.has('members') && members?.length === 0;
  return {
    action: 'replace',
    attributes: settleImmutable(
      type,
      current.attributes,
      keepUnseen(type, current.attributes, { ...keep(current.attributes, preserve), ...attributes }, present),
      'keep',
    ),
    externalId: externalId ?? keptId ?? null,
    leaves: attributes.active === false,
    ...(members !== undefined && !keepsMembers && { members: { replace: members } }),
  };
}

function keep(attributes: JsonObject, names: ReadonlySet<string>): Record<string, Json> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => names.has(name)));
}
