import type { EffectiveGroup, Member, ResourceRecord } from '../../store/resource.js';
import type { JsonObject } from '../json.js';
import type { ResourceView } from '../project-resource.js';
import { groupType } from '../resource-types.js';
import type { ResourceType } from '../schema.js';
import type { Call } from './call.js';
import { etagOf } from './etag.js';
import type { ScimClient } from './scim-client.js';

export function locationOf({ baseUrl }: ScimClient, type: ResourceType, id: string): string {
  return `${baseUrl}${type.endpoint}/${id}`;
}

/** A record with what an answer shows beside its attributes (RFC 7643 §3.1); without members. */
export function viewOf(
  client: ScimClient,
  type: ResourceType,
  record: ResourceRecord,
  groups?: readonly EffectiveGroup[],
): ResourceView {
  const { id, externalId, attributes, created, lastModified, version } = record;
  return {
    id,
    attributes,
    ...(externalId !== undefined && { externalId }),
    ...(groups !== undefined && groups.length > 0 && { groups: groups.map((group) => groupView(client, group)) }),
    meta: {
      resourceType: type.name,
      created,
      lastModified,
      location: locationOf(client, type, id),
      version: etagOf(version),
    },
  };
}

export function groupView(client: ScimClient, { value, display, type }: EffectiveGroup): JsonObject {
  return { value, $ref: locationOf(client, groupType, value), display, type };
}

export function memberView({ client, types }: Call, { value, type, display }: Member): JsonObject {
  const memberType = types.find(({ name }) => name === type);
  return {
    value,
    ...(memberType && { $ref: locationOf(client, memberType, value) }),
    type,
    ...(display !== undefined && { display }),
  };
}
