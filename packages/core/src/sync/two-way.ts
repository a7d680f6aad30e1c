import type { Json } from '../scim/json.js';
import type { BackState } from '../store/application-store.js';

/** A value of the directory, and who set it. */
export interface Provenance {
  /** `title`, `urn:…:User:department`. */
  readonly attribute: string;
  /** Absent: nothing stands there; somebody cleared it. */
  readonly value?: Json;
  /** `client:jumpcloud`, `application:intranet`; absent: longer ago than the history goes. */
  readonly by?: string;
  /** ISO 8601. */
  readonly at?: string;
  /** An application's word that an identity provider's repetition does not undo. */
  readonly overrules?: Json;
}

/** Where two-way sync of one application stands. */
export interface TwoWayStatus {
  readonly application: string;
  readonly type: 'User' | 'Group';
  readonly state: BackState;
  /** When it looks next, milliseconds; absent: only when a webhook says so. */
  readonly nextAt?: number;
  readonly conflicts: number;
  readonly reported: number;
}

/** What became of a webhook. `refused`: its signature or time is wrong. `unsupported`: the application takes none. */
export type WebhookOutcome = 'stored' | 'repeated' | 'refused' | 'unsupported' | 'unknown';

export interface Resolution {
  readonly userName: string;
  /** Whose value counts from now on. */
  readonly take: 'directory' | 'application';
  /** Remote names or SCIM paths; absent: all that conflict. */
  readonly attributes?: readonly string[];
}
