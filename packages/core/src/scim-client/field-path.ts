import { enterpriseUserSchema } from '../scim/schemas/enterprise-user-schema.js';

/** Where a remote field stands in a SCIM resource. */
export interface FieldPath {
  /** As it is written in a filter or a PATCH. */
  readonly text: string;
  /** The URN of an extension, under which the names stand. */
  readonly schema?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
}

/**
 * Remote fields are named by their SCIM path: `title`, `name.givenName`, `urn:example:2.0:User:badge`; `enterprise.department` is short for
 * the enterprise extension's. Of a list, `emails.value` is that of the primary value, else of the first.
 */
export function parseFieldPath(remote: string): FieldPath {
  const long = remote.startsWith('enterprise.') ? `${enterpriseUserSchema.id}:${remote.slice(11)}` : remote;
  const [, schema, path = long] = /^(urn:.+):([^:]+)$/.exec(long) ?? [];
  const [attribute = '', ...rest] = path.split('.');
  return {
    text: long,
    attribute,
    ...(schema !== undefined && { schema }),
    ...(rest.length > 0 && { subAttribute: rest.join('.') }),
  };
}
