import type { Json } from '../json.js';
import type { ScimResponse } from '../message.js';
import type { ResourceType, Schema } from '../schema.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';
import { describeSecurityEvents } from './describe-security-events.js';
import type { Route } from './find-route.js';
import { messageSchemas } from './message-schemas.js';
import { bodyResponse } from './scim-response.js';
import { serviceProviderConfig } from './service-provider-config.js';

export type DiscoveryRoute = Extract<Route, { kind: 'schemas' | 'resource-types' | 'service-provider-config' }>;

/** RFC 7644 §4: query parameters are ignored, but a filter is refused. */
export function discover(call: Call, route: DiscoveryRoute): ScimResponse {
  if ((call.request.query.get('filter') ?? '').trim() !== '') {
    throw new ScimError(403, 'Discovery cannot be filtered (RFC 7644 section 4). Ask without "filter".');
  }
  const { types, client } = call;
  const { baseUrl } = client;
  if (route.kind === 'service-provider-config') {
    const offered = serviceProviderConfig(baseUrl, call);
    return bodyResponse(200, JSON.stringify({ ...offered, ...describeSecurityEvents(call.eventUris?.()) }));
  }
  const documents =
    route.kind === 'schemas'
      ? schemasOf(types).map((schema) => schemaDocument(schema, baseUrl))
      : types.map((type) => resourceTypeDocument(type, baseUrl));
  if (route.id === undefined) return bodyResponse(200, JSON.stringify(listOf(documents)));
  const id = route.id.toLowerCase();
  const document = documents.find((candidate) => candidate.id.toLowerCase() === id);
  if (document === undefined) {
    throw new ScimError(
      404,
      `"${route.id}" is not known here. Known: ${documents.map((known) => known.id).join(', ')}.`,
    );
  }
  return bodyResponse(200, JSON.stringify(document));
}

function listOf(documents: readonly Json[]): Json {
  return {
    schemas: [messageSchemas.listResponse],
    totalResults: documents.length,
    startIndex: 1,
    itemsPerPage: documents.length,
    Resources: documents,
  };
}

function schemasOf(types: readonly ResourceType[]): readonly Schema[] {
  return [...new Set(types.flatMap((type) => [type.schema, ...type.extensions.map(({ schema }) => schema)]))];
}

/** RFC 7643 §7: our schemas already have the RFC's form. */
function schemaDocument({ id, name, description, attributes }: Schema, baseUrl: string) {
  return {
    schemas: [messageSchemas.schema],
    id,
    name,
    description,
    // As JSON, so that an absent characteristic is left out.
    attributes: JSON.parse(JSON.stringify(attributes)) as Json,
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` },
  };
}

/** RFC 7643 §6. */
function resourceTypeDocument(type: ResourceType, baseUrl: string) {
  return {
    schemas: [messageSchemas.resourceType],
    id: type.name,
    name: type.name,
    description: type.description,
    endpoint: type.endpoint,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ schema, required }) => ({ schema: schema.id, required })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` },
  };
}
