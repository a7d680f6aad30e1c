import type { Link } from '../store/link.js';
import type { PendingMark } from '../store/mark-store.js';
import type { Way } from './application.js';
import type { Settlement } from './reconcile.js';

/** One call to an application by its connector; what the connector sends for it is its own. */
export interface ConnectorCall {
  readonly application: string;
  /** The method of `ResourceConnector`. */
  readonly operation: string;
}

/**
 * Watches the work, for metrics and traces. Each method runs the work that it is given, once, and hands back what came of it; it must
 * not fail by itself.
 */
export interface Observer {
  /** These marks are turned into due links. */
  expand<Result>(marks: readonly PendingMark[], work: () => Promise<Result>): Promise<Result>;
  /** One account is made to agree. */
  reconcile(link: Link, way: Way, work: () => Promise<Settlement>): Promise<Settlement>;
  /** Rejects with what the connector throws. */
  call<Result>(call: ConnectorCall, work: () => Promise<Result>): Promise<Result>;
}

export const noObserver: Observer = {
  expand: (_marks, work) => work(),
  reconcile: (_link, _way, work) => work(),
  call: (_call, work) => work(),
};
