import { describeJson } from './describe-json.js';
import { findProperty } from './find-property.js';
import { isJsonList, isJsonObject, type Json } from './json.js';
import { ScimError } from './scim-error.js';
import type { Tolerate } from './tolerate.js';

/** Of one PATCH, by default. */
export const mostOperations = 1000;

export interface PatchOperation {
  readonly operation: 'add' | 'replace' | 'remove';
  readonly path?: string;
  /** Present for add and replace. */
  readonly value?: Json;
}

/**
 * The operations of a PATCH body (RFC 7644 §3.5.2), lazily, so that each is judged after those before it.
 *
 * @throws ScimError 400 `invalidSyntax`; 413 for more than `most`.
 */
export function parseOperations(
  body: Json,
  tolerate: Tolerate,
  most = mostOperations,
): readonly (() => PatchOperation)[] {
  const operations = isJsonObject(body) ? findProperty(body, 'Operations') : undefined;
  if (!isJsonList(operations) || operations.length === 0) {
    throw invalidSyntax('A PATCH body must be an object with a list "Operations" that is not empty.');
  }
  if (operations.length > most) {
    throw new ScimError(
      413,
      `The PATCH has ${operations.length} operations; at most ${most} are taken at once. Send several requests.`,
    );
  }
  return operations.map((operation) => () => parseOperation(operation, tolerate));
}

function parseOperation(operation: Json, tolerate: Tolerate): PatchOperation {
  if (!isJsonObject(operation))
    throw invalidSyntax(`an operation must be an object, but ${describeJson(operation)} was sent.`);
  const name = findProperty(operation, 'op');
  const path = findProperty(operation, 'path') ?? undefined;
  const value = findProperty(operation, 'value');
  const kind = typeof name === 'string' ? name.toLowerCase() : undefined;
  if (kind !== 'add' && kind !== 'replace' && kind !== 'remove') {
    throw invalidSyntax(
      `"op" must be add, replace or remove, but ${name === undefined ? 'it is missing' : `${describeOperation(name)} was sent`}.`,
    );
  }
  if (name !== kind) tolerate('op-case', `"op" is ${describeOperation(name ?? null)}. Write it in lower case.`);
  if (path !== undefined && typeof path !== 'string') {
    throw new ScimError(400, `"path" must be text, but ${describeJson(path)} was sent.`, { scimType: 'invalidPath' });
  }
  if (kind !== 'remove' && value === undefined) {
    throw new ScimError(400, `${kind} needs a "value". Send null to unassign the attribute.`, {
      scimType: 'invalidValue',
    });
  }
  if (path?.trim() === '') tolerate('empty-path', '"path" is empty. Leave it out, or name an attribute.');
  return {
    operation: kind,
    ...(path !== undefined && path.trim() !== '' && { path }),
    ...(value !== undefined && { value }),
  };
}

function describeOperation(name: Json): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 20)) : describeJson(name);
}

function invalidSyntax(detail: string): ScimError {
  return new ScimError(400, detail, { scimType: 'invalidSyntax' });
}
