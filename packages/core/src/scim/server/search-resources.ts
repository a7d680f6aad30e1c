import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { ScimError } from '../scim-error.js';
import { bodyOf } from './body-of.js';
import type { Call } from './call.js';
import { listResources } from './list-resources.js';
import { listRoot } from './list-root.js';
import { readSearchRequest } from './read-search-request.js';

/** RFC 7644 §3.4.3: a list whose parameters stand in the body. Without a type: of everything. */
export async function searchResources(call: Call, type: ResourceType | undefined): Promise<ScimResponse> {
  const { request } = call;
  if (request.query.size > 0) {
    throw new ScimError(
      400,
      'A search takes its parameters from the body, and the address has some. Put them into the body.',
      {
        scimType: 'invalidSyntax',
      },
    );
  }
  const query = readSearchRequest(bodyOf(call), call.tolerate);
  const asked: Call = { ...call, request: { ...request, query } };
  return type === undefined ? listRoot(asked) : listResources(asked, type);
}
