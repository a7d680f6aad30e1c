import { type Attribute, defineAttribute } from '../schema.js';

interface PluralOptions {
  /** Canonical values of `type`. */
  readonly types?: readonly string[];
  readonly value?: Partial<Attribute>;
}

/** A multi-valued attribute with the usual four sub-attributes: RFC 7643 §2.4. */
export function definePluralAttribute(name: string, description: string, options: PluralOptions = {}): Attribute {
  return defineAttribute({
    name,
    type: 'complex',
    multiValued: true,
    description,
    subAttributes: [
      defineAttribute({ name: 'value', description: 'The value itself.', ...options.value }),
      defineAttribute({ name: 'display', description: 'A name for the value, for display.' }),
      defineAttribute({
        name: 'type',
        description: 'What the value is for.',
        ...(options.types && { canonicalValues: options.types }),
      }),
      defineAttribute({
        name: 'primary',
        type: 'boolean',
        description: 'Whether this is the preferred value. True at most once.',
      }),
    ],
  });
}
