import type { CheckResult } from '../connector/check.js';
import type { ConnectorLog } from '../connector/connector.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Store } from '../store/store.js';
import type { Application } from './application.js';
import type { MappingPreview } from './mapping-preview.js';

export interface OrchestratorOptions {
  readonly store: Store;
  readonly applications: readonly Application[];
  readonly log: ConnectorLog;
  /** Why a resource must not reach any application yet, by the connector of the client that owns it. */
  quarantine?(resource: ResourceRecord): string | undefined;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** One person in a sync or its preview. */
export interface SyncItem {
  readonly resourceId: string;
  readonly label: string;
  readonly action:
    | 'create'
    | 'adopt'
    | 'update'
    | 'deactivate'
    | 'reactivate'
    | 'remove'
    | 'none'
    | 'skip'
    | 'hold'
    | 'park'
    | 'wait'
    | 'error';
  readonly reason: string;
  /** The remote names of fields that would change or did change. */
  readonly fields?: readonly string[];
}

export interface SyncOptions {
  /** Absent: everybody in the directory. Matched without case; an unknown name is in `unknown`. */
  readonly userNames?: readonly string[];
  readonly dryRun?: boolean;
  onItem?(item: SyncItem): void;
  readonly signal?: AbortSignal;
}

export interface SyncReport {
  readonly counts: Readonly<Partial<Record<SyncItem['action'], number>>>;
  readonly unknown: readonly string[];
  /** Why nothing was done: halted, paused. */
  readonly refused?: string;
}

/** Makes every application agree with the directory. One per process; several processes share one database by leases. */
export interface Orchestrator {
  /** Fills new or changed applications, restores what was under way, and drains until `stop`. */
  start(): Promise<void>;
  /** "Something was committed": expands marks soon. Cheap; call it after every SCIM write. */
  hint(): void;
  /** Lets calls in flight end, frees their leases. */
  stop(): Promise<void>;
  /** Works on people now, without `start`: the command line uses it beside a running server. */
  sync(application: string, options: SyncOptions): Promise<SyncReport>;
  /** The connector's checks; when all pass, a halt and a pause end. */
  test(
    application: string,
    options?: { onResult?(result: CheckResult): void; acceptSite?: boolean },
  ): Promise<readonly CheckResult[]>;
  /** One person (userName, id or e-mail address) rule by rule, before and after. Writes nothing. */
  preview(application: string, person: string): Promise<MappingPreview | 'unknown' | 'ambiguous'>;
  /** Lets what was withheld from an adopted account be written. */
  approve(application: string, userName: string): Promise<'approved' | 'nothing-withheld' | 'unknown'>;
  /** Forgets which account belongs to a person, and leaves the account as it is. */
  unlink(application: string, userName: string): Promise<'unlinked' | 'not-linked' | 'unknown'>;
}
