import type { Probe } from './probe.js';

/**
 * What a server must offer for a requirement to concern it: what ServiceProviderConfig says; a resource type; an attribute that /Schemas
 * describes (`User.emails`, `User.name.familyName`); credentials that can be left out.
 */
export type Need =
  | 'patch'
  | 'bulk'
  | 'filter'
  | 'sort'
  | 'etag'
  | 'cursor'
  | 'users'
  | 'groups'
  | 'enterprise'
  | 'credentials'
  | `User.${string}`
  | `Group.${string}`;

/** One requirement of an RFC that can be seen from outside. */
export interface Requirement {
  readonly rfc: 7643 | 7644 | 9110 | 9865;
  readonly section: string;
  readonly level: 'MUST' | 'SHOULD';
  /** What is looked at; no two have the same. */
  readonly title: string;
  /** What the section asks, in our words. */
  readonly requirement: string;
  readonly needs?: readonly Need[];
  /** Nothing is written on the way. */
  readonly reads?: true;
  /** Rejects with a `Shortfall`, or with `NotApplicable` where only an answer could tell that. */
  run(probe: Probe): Promise<void>;
}
