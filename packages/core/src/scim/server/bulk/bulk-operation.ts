import type { Json } from '../../json.js';

/** RFC 7644 §3.7, one of `Operations`. */
export interface BulkOperation {
  /** In upper case; empty where none was sent. */
  readonly method: string;
  /** Relative to the base URL; empty where none was sent. */
  readonly path: string;
  readonly bulkId?: string;
  /** An ETag. */
  readonly version?: string;
  readonly data?: Json;
}
