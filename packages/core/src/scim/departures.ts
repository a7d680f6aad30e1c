import type { ScimType } from './scim-error.js';

/** A way in which a request departs from the RFCs and is understood all the same. */
export interface DepartureRule {
  /** Where the RFC says what is right. */
  readonly section: string;
  /** What a strict client is answered. */
  readonly scimType: ScimType;
}

function syntax(section: string): DepartureRule {
  return { section, scimType: 'invalidSyntax' };
}

function value(section: string): DepartureRule {
  return { section, scimType: 'invalidValue' };
}

/** Everything that is forgiven, by the name that the request log shows. */
export const departures = {
  'media-type': syntax('RFC 7644 section 3.1'),
  'body-schemas': syntax('RFC 7643 section 3'),
  'patch-schemas': syntax('RFC 7644 section 3.5.2'),
  'search-schemas': syntax('RFC 7644 section 3.4.3'),
  'bulk-schemas': syntax('RFC 7644 section 3.7'),
  'bulk-method-case': syntax('RFC 7644 section 3.7'),
  'bulk-without-id': syntax('RFC 7644 section 3.7'),
  'unknown-attribute': syntax('RFC 7643 section 3'),
  'boolean-as-text': value('RFC 7643 section 2.3.2'),
  'number-as-text': value('RFC 7643 section 2.3'),
  'text-as-number': value('RFC 7643 section 2.3.1'),
  'object-for-list': value('RFC 7643 section 2.4'),
  'list-for-object': value('RFC 7643 section 2.4'),
  'text-for-object': value('RFC 7643 section 2.3.8'),
  'several-primaries': value('RFC 7643 section 2.4'),
  'op-case': syntax('RFC 7644 section 3.5.2'),
  'empty-path': { section: 'RFC 7644 section 3.5.2', scimType: 'invalidPath' },
  'path-as-key': syntax('RFC 7644 section 3.5.2.1'),
  'patch-read-only': { section: 'RFC 7644 section 3.5.2', scimType: 'mutability' },
  'remove-with-value': value('RFC 7644 section 3.5.2.2'),
  'value-made-from-filter': { section: 'RFC 7644 section 3.5.2.3', scimType: 'noTarget' },
} as const satisfies Readonly<Record<string, DepartureRule>>;

export type Departure = keyof typeof departures;
