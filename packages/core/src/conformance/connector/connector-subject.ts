import type {
  Account,
  AccountRef,
  Change,
  MemberRef,
  Owned,
  Page,
  Removal,
  RemoveOptions,
} from '../../connector/account.js';
import type { AttributeRule, ResourceRules } from '../../connector/attribute-rule.js';
import type { Changes } from '../../connector/changes.js';
import type { Connector, ConnectorModule, ResourceConnector } from '../../connector/connector.js';
import type { ConnectorHarness, Fields, ResourceHarness } from './connector-harness.js';

export type SubjectType = 'users' | 'groups';

/** A connector's users, or groups, under test, connected for one case. Its methods are the connector's own, with a signal of the case. */
export interface ConnectorSubject {
  readonly type: SubjectType;
  readonly module: ConnectorModule;
  /** Of this type. */
  readonly rules: ResourceRules;
  readonly harness: ConnectorHarness;
  /** What the harness says of this type. */
  readonly known: ResourceHarness;
  readonly connector: Connector;
  /** The connector's part for this type. */
  readonly resources: ResourceConnector;
  /** The same connection, for the other type. */
  of(type: SubjectType): ConnectorSubject;
  /** Another connection with the same configuration, as after a restart. */
  reconnect(): Promise<ConnectorSubject>;
  nextFields(): Fields;
  /** Rules whose fields `nextFields` has and `update` may change. */
  readonly writable: readonly AttributeRule[];
  get(id: string, signal?: AbortSignal): Promise<Account>;
  find(remote: string, value: unknown, signal?: AbortSignal): Promise<Account | undefined>;
  list(cursor: string | undefined, signal?: AbortSignal): Promise<Page<Account>>;
  changes(since: string | undefined, signal?: AbortSignal): Promise<Changes>;
  members(id: string, cursor: string | undefined, signal?: AbortSignal): Promise<Page<MemberRef>>;
  create(fields: Fields, signal?: AbortSignal): Promise<Account>;
  update(account: Account, change: Partial<Change>, signal?: AbortSignal): Promise<Account>;
  deactivate(account: Account, memo?: Account['memo'], signal?: AbortSignal): Promise<Account>;
  reactivate(
    account: Account,
    memo?: Account['memo'],
    without?: AccountRef['without'],
    signal?: AbortSignal,
  ): Promise<Account>;
  /** What the account owned goes to the harness's heir; `{}`: to nobody. */
  remove(account: Account, options?: RemoveOptions, signal?: AbortSignal): Promise<Removal>;
  owned(account: Account, signal?: AbortSignal): Promise<Owned | undefined>;
  /** By the rules' idea of equal. `names`: only these. */
  expectFields(actual: Account, expected: Fields, names?: readonly string[]): void;
}
