import type { JsonObject } from '@linkspan/core';

/** All that the commit of one resource writes, which reaches no further than that resource's own rows. */
export interface PlainCommit {
  readonly directory: string;
  readonly type: string;
  readonly id: string;
  readonly client: string;
  /** `1` for a new one; else one more than the version that stands. */
  readonly version: number;
  /** Milliseconds since 1970, as all times. */
  readonly at: number;
  readonly inactive_since: number | null;
  readonly label: string | null;
  readonly attributes: string;
  readonly search: JsonObject;
  readonly user_name_key: string | null;
  readonly display_name_key: string | null;
  readonly family_name_key: string | null;
  readonly active: boolean | null;
  readonly overruled: string | null;
  /** What stands with the version before; nothing for a new one. */
  readonly former_at: number | null;
  readonly former_overruled: string | null;
  /** The rows of `resource_values`; null where they stay. */
  readonly indexed: readonly { readonly path: string; readonly key: string }[] | null;
  /** The client's, to be set; null where it stays or goes. */
  readonly external_id: string | null;
  readonly loses_external_id: boolean;
  readonly marks: readonly { readonly type: string; readonly id: string; readonly reach: string }[];
  readonly origin: string | null;
  readonly actor: string;
  readonly action: string;
  readonly application: string | null;
  readonly changes: string | null;
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly run: string | null;
}
