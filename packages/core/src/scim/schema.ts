import type { JsonObject } from './json.js';

/** Schemas as data: RFC 7643 §7. Validation, projection, mutability and comparison come from these, never from code per attribute. */
export interface Schema {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly attributes: readonly Attribute[];
}

/** RFC 7643 §2.2. Every characteristic is spelled out; `defineAttribute` fills in the RFC's defaults. */
export interface Attribute {
  readonly name: string;
  readonly type: 'string' | 'boolean' | 'decimal' | 'integer' | 'dateTime' | 'reference' | 'binary' | 'complex';
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
}

/** RFC 7643 §6. */
export interface ResourceType {
  readonly name: string;
  readonly endpoint: `/${string}`;
  readonly description: string;
  readonly schema: Schema;
  readonly extensions: readonly { readonly schema: Schema; readonly required: boolean }[];
  /** What a create assigns where its body leaves the attribute unassigned. */
  readonly defaults?: JsonObject;
}

/** Fills in RFC 7643 §2.2's defaults. */
export function defineAttribute(attribute: Pick<Attribute, 'name'> & Partial<Attribute>): Attribute {
  return {
    type: 'string',
    multiValued: false,
    description: '',
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...attribute,
  };
}
