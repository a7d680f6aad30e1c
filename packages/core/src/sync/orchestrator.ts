import type { Account } from '../connector/account.js';
import type { CheckResult } from '../connector/check.js';
import type { ConnectorLog } from '../connector/connector.js';
import type { WebhookRequest } from '../connector/webhook.js';
import type { Json, JsonObject } from '../scim/json.js';
import type { JournalLine } from '../store/journal.js';
import type { Link } from '../store/link.js';
import type { StoredPlan, StoredPlanItem } from '../store/plan-store.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Run } from '../store/run-store.js';
import type { Store } from '../store/store.js';
import type { Application, GuardPolicy, Operations } from './application.js';
import type { InboxItem } from './inbox-item.js';
import type { MappingPreview } from './mapping-preview.js';
import type { Observer } from './observer.js';
import type { ScopeVerdict } from './scope-verdict.js';
import type { Provenance, Resolution, TwoWayStatus, WebhookOutcome } from './two-way.js';

export interface OrchestratorOptions {
  readonly store: Store;
  readonly applications: readonly Application[];
  readonly log: ConnectorLog;
  /** Watches the work, for metrics and traces. */
  readonly observer?: Observer;
  /** Why a resource must not reach any application yet, by the connector of the client that owns it. */
  quarantine?(resource: ResourceRecord): string | undefined;
  /** What one client may change in a while before a person is asked. Default: `defaultGuards`. */
  guardsOf?(client: string): GuardPolicy;
  /** Who operates on the command line or the page, for the journal. Default `operator`. */
  readonly actor?: string;
  /** Opens a password that was sealed for its owner (`passwordOwner`); undefined: it cannot be opened any more. Absent: none are passed on. */
  openPassword?(sealed: string, owner: string): string | undefined;
  /** Called after a change that came back was committed, as after every SCIM write. Must be cheap and never throw. */
  onCommit?(): void;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
  /** In [0, 1), for the jitter of delays. Default Math.random. */
  random?(): number;
}

/** One person in a run, a plan or its preview. */
export interface SyncItem {
  readonly resourceId: string;
  readonly label: string;
  readonly action:
    | 'create'
    | 'adopt'
    | 'update'
    /** Of a group: put in and taken out. */
    | 'members'
    | 'deactivate'
    | 'reactivate'
    | 'remove'
    | 'unlink'
    /** What was changed there has come back, or waits for a person. */
    | 'merge'
    /** An account shows something else than was agreed; `observe` leaves it. */
    | 'drift'
    /** Of an apply: the decision is another one now. */
    | 'moved'
    | 'none'
    | 'skip'
    | 'hold'
    | 'park'
    | 'wait'
    | 'error';
  readonly reason: string;
  /** The remote names of fields that would change or did change. */
  readonly fields?: readonly string[];
  readonly accountId?: string;
  /** By remote name: `{ from, to }`, or `{ added, removed }` for sets. */
  readonly changes?: JsonObject;
}

export interface SyncOptions {
  /** Absent: everybody in the directory. Matched without case; an unknown name is in `unknown`. */
  readonly userNames?: readonly string[];
  /** Only people who match this SCIM filter. */
  readonly filter?: string;
  /** Only people whose userName, displayName or e-mail contains this. */
  readonly search?: string;
  /** Everybody, beside a listing of the application: drift and accounts that nobody owns are seen, too. */
  readonly full?: boolean;
  readonly dryRun?: boolean;
  onItem?(item: SyncItem): void;
  onProgress?(progress: Progress): void;
  readonly signal?: AbortSignal;
}

export interface Progress {
  readonly seen: number;
  /** Absent where it is not known. */
  readonly total?: number;
  /** People a second, lately. */
  readonly rate: number;
  /** What it waits for most: `the application`, `the rate limit`, `the directory`. */
  readonly limitedBy: string;
  /** Milliseconds; absent while it cannot be told. */
  readonly left?: number;
}

export interface SyncReport {
  readonly counts: Readonly<Partial<Record<SyncItem['action'], number>>>;
  readonly unknown: readonly string[];
  /** Why nothing was done, or why it ended early: halted, paused, switched off. */
  readonly refused?: string;
  /** The run that keeps what was done; absent of a dry run. */
  readonly run?: string;
  /** Of a full run: accounts that nobody in the directory owns. */
  readonly unmanaged?: number;
  /** What guards would hold back: "60 deactivations, at most 50 in 24 h". */
  readonly warnings?: readonly string[];
}

export interface PlanOptions
  extends Pick<SyncOptions, 'userNames' | 'filter' | 'search' | 'full' | 'onProgress' | 'signal'> {
  readonly operations?: Operations;
}

/** What one application knows of one person, and why. */
export interface Explanation {
  readonly application: string;
  readonly link?: Link;
  readonly scope?: ScopeVerdict;
  /** Direct groups, and those that they are members of. */
  readonly groups: readonly string[];
  /** What would be done now by itself, and why. */
  readonly next?: SyncItem;
  /** Fields that are never changed after the account was made, and of which the directory says something else by now, by remote name. */
  readonly stays?: Readonly<Record<string, Stay>>;
  /** Milliseconds since 1970. */
  readonly dueAt?: number;
  readonly history: readonly JournalLine[];
  /** What holds the whole application back: halted, paused, quarantine, scope frozen. */
  readonly obstacle?: string;
}

/** A field that is set when an account is made and never again, by both sides' values. */
export interface Stay {
  readonly there: Json;
  readonly directory: Json;
}

/** One step of working on one person, for an operator who wants to see it. */
export interface TraceStep {
  /** `read`, `scope`, `correlate`, `map`, `decide`, `call`, `guard`, `verify`, `record`. */
  readonly step: string;
  readonly detail: string;
  readonly data?: Json;
  readonly milliseconds: number;
}

export interface Decision {
  /** One person, or an account's id where it is about an account that nobody owns; absent: everybody whom `guard` holds. */
  readonly userName?: string;
  /** Absent with `userName`: whatever holds this person. */
  readonly guard?: string;
}

/** Makes every application agree with the directory. One per process; several processes share one database by leases. */
export interface Orchestrator {
  /** Fills new or changed applications, restores what was under way, runs schedules, and drains until `stop`. */
  start(): Promise<void>;
  /** "Something was committed": expands marks soon. Cheap; call it after every SCIM write. */
  hint(): void;
  /** Lets calls in flight end, frees their leases. */
  stop(): Promise<void>;
  /**
   * Other applications from now on; what was under way of others ends first. Disappeared ones are not deprovisioned.
   * `unchanged` ones keep running.
   */
  replace(applications: readonly Application[]): Promise<void>;

  /** Works on people now, without `start`: the command line uses it beside a running server. */
  sync(application: string, options: SyncOptions): Promise<SyncReport>;
  /** Stores what a sync would do, for `apply`. Writes nothing to the application. */
  plan(application: string, options: PlanOptions): Promise<StoredPlan>;
  planItems(
    plan: string,
    query: { readonly after?: number; readonly limit: number },
  ): Promise<readonly StoredPlanItem[]>;
  /** Does exactly this plan; whoever has moved since is reported as `moved` and left. */
  apply(plan: string, options: Pick<SyncOptions, 'onItem' | 'onProgress' | 'signal'>): Promise<SyncReport>;
  /** A plan that takes a run back: only fields that still hold what the run wrote; accounts that it made are suspended. */
  undo(run: string): Promise<StoredPlan>;
  runs(application: string | undefined, limit: number): Promise<readonly Run[]>;

  /** One person (userName, id or e-mail address) rule by rule, before and after. Writes nothing. */
  preview(application: string, person: string): Promise<MappingPreview | 'unknown' | 'ambiguous'>;
  /** By userName, id, or an e-mail address that one person alone has; who is deleted by the userName. */
  explain(person: string): Promise<readonly Explanation[]>;
  /** Syncs one person step by step. */
  trace(
    application: string,
    userName: string,
  ): Promise<{ readonly steps: readonly TraceStep[]; readonly item: SyncItem } | undefined>;
  /** Accounts that nobody in the directory owns, page by page. */
  unmanaged(application: string, signal?: AbortSignal): AsyncIterable<Account>;

  inbox(application?: string): Promise<readonly InboxItem[]>;
  /** Lets what was held be done. Resolves with how many. */
  approve(application: string, decision: Decision): Promise<number>;
  /** Says no: it is not done, and not asked again until the person changes. */
  reject(application: string, decision: Decision): Promise<number>;
  /** Decides conflicts of one person. Resolves with how many attributes. */
  resolve(application: string, resolution: Resolution): Promise<number>;
  /** Proves a webhook and stores what it says; then it is durable, and looked into soon. */
  receiveWebhook(application: string, request: WebhookRequest): Promise<WebhookOutcome>;
  /** Of every application with two-way sync. */
  twoWay(): Promise<readonly TwoWayStatus[]>;
  /**
   * Asks for changes now, whatever the time: of everybody by the feed and a listing, of some `people` (userNames) by a look at each that is due at
   * once. `refused`: why it was not asked; `unknown`: who has no account there.
   */
  pull(
    application: string,
    options?: { readonly people?: readonly string[] },
  ): Promise<{ readonly refused?: string; readonly unknown?: readonly string[] }>;
  /** Who set which value of a person in the directory. Undefined: there is no such person. */
  provenance(person: string): Promise<readonly Provenance[] | undefined>;
  /** Joins a person to an account, by an operator's word; never to a protected one, or to one of somebody else in the directory. */
  link(
    application: string,
    userName: string,
    accountId: string,
  ): Promise<'linked' | 'unknown' | { readonly refused: string }>;
  /** Forgets which account belongs to a person, and leaves the account as it is. */
  unlink(application: string, userName: string): Promise<'unlinked' | 'not-linked' | 'unknown'>;
  /** Stops all work on an application until `resume`. */
  pause(application: string, reason: string): Promise<void>;
  /** Ends a pause, a quarantine, an operator's halt and a frozen scope. What halted for credentials or identity needs `test`. */
  resume(application: string): Promise<'resumed' | 'not-paused' | { readonly refused: string }>;
  /** Parked links are tried again: of one person, or all. Resolves with how many. */
  retry(application: string, userName?: string): Promise<number>;
  /** The connector's checks; when all pass, a halt and a pause end. */
  test(
    application: string,
    options?: { onResult?(result: CheckResult): void; acceptSite?: boolean },
  ): Promise<readonly CheckResult[]>;
}
