import { isJsonObject, type Json } from '../json.js';

const secret = /^(?:urn:ietf:params:scim:schemas:core:2\.0:user:)?password$/i;
const redacted = '[redacted]';

/** A request's body without passwords, wherever they stand in a resource, a PatchOp or a bulk request: for logs. */
export function redactBody(body: Json): Json {
  if (Array.isArray(body)) return body.map(redactBody);
  if (!isJsonObject(body)) return body;
  const isOperation = typeof body['path'] === 'string' && secret.test(body['path'].trim());
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      secret.test(name) || (isOperation && /^value$/i.test(name)) ? redacted : redactBody(value),
    ]),
  );
}
