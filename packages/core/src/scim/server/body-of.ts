import type { Json } from '../json.js';
import { ScimError } from '../scim-error.js';
import type { Call } from './call.js';

/** @throws ScimError 400 invalidSyntax where there is none */
export function bodyOf({ request: { method, body } }: Call): Json {
  if (body !== undefined) return body;
  throw new ScimError(400, `A ${method} needs a body, and this one came without. Send one JSON object.`, {
    scimType: 'invalidSyntax',
  });
}
