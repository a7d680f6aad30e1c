import type { MemberRef } from '../../connector/account.js';
import type { Connector } from '../../connector/connector.js';
import type { WebhookRequest } from '../../connector/webhook.js';

export type Fields = Readonly<Record<string, unknown>>;

/** What the kit has to know of accounts of one type. */
export interface ResourceHarness {
  /**
   * A valid new account by remote names, without roles and members. Values of rules that correlate differ for every `n`, also from those
   * of earlier runs where the site stays; other values should differ, so that a change can be seen.
   */
  fields(n: number): Fields;
  /** Remote names that the vendor lets be empty. */
  readonly clearable?: readonly string[];
  /** Remote names that hold any text, and the same one for several accounts. */
  readonly text?: readonly string[];
  /** Accounts on a page of `list`: cases on cursors make more than that. */
  readonly pageSize?: number;
  /** An account that nobody may touch. */
  protectedId?(): Promise<string>;
  readonly changes?: ChangesHarness;
}

/** What the kit has to know of `changes`. */
export interface ChangesHarness {
  /** Changes fields of an account there without the connector, as its owner or an administrator would. By remote name. */
  asStranger?(id: string, fields: Fields): Promise<void>;
  /** Is awaited before each reading, for a fake that has a clock of its own or must be told to go on. */
  settle?(): Promise<void>;
  /**
   * Milliseconds until a change shows, at most: a case waits that long, twice where it makes two changes, before it says that nothing
   * came. Give the test more time than that. Default 4,000.
   */
  readonly within?: number;
  /** Changes on a page, where the vendor pages them: a case makes more than that. */
  readonly pageSize?: number;
  /** Makes the vendor forget all that has happened until now, as it does after some weeks. */
  forget?(): Promise<void>;
}

export interface WebhookHarness {
  /** What the vendor would send now: another delivery each time. `wrong`: all is right but the secret. */
  sign(secret: 'right' | 'wrong'): WebhookRequest | Promise<WebhookRequest>;
  /** The same delivery, as the vendor sends it once more. Absent: byte by byte the same. */
  repeat?(request: WebhookRequest): WebhookRequest | Promise<WebhookRequest>;
}

export interface GroupHarness extends ResourceHarness {
  /** The vendor refuses a second group of the same name. */
  readonly uniqueNames?: true;
  readonly members?: {
    /** Who is in a group there, read without the connector. */
    list(groupId: string): Promise<readonly MemberRef[]>;
    /** Members on a page, where the vendor pages them: a case adds more than that. */
    readonly pageSize?: number;
  };
}

/**
 * What a connector's author gives the kit: of its users, and in `groups` of its groups. What is optional and absent leaves cases out, and
 * the kit says which. The kit removes nothing that it made but what its cases remove.
 */
export interface ConnectorHarness extends ResourceHarness {
  /** Connects as a host would. `wrong`: everything is right but the password or token. Every case connects anew. */
  connect(credentials: 'right' | 'wrong'): Connector | Promise<Connector>;
  /** Roles that exist there and grant little. */
  readonly roles?: { readonly managed: readonly [string, string]; readonly unmanaged: string };
  /** The account that receives what a removed one owned; needed where the vendor demands one. */
  reassignTo?(): Promise<string>;
  /** Things that accounts own there. */
  readonly content?: {
    /** Makes something that the account owns, and gives its id. */
    create(accountId: string): Promise<string>;
    /** The account that owns it; undefined: it is gone. */
    findOwner(contentId: string): Promise<string | undefined>;
  };
  readonly webhook?: WebhookHarness;
  readonly groups?: GroupHarness;
  /** Before each case: throws away what earlier ones made. */
  reset?(): Promise<void>;
}
