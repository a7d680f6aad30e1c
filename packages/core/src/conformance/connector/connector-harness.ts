import type { Connector } from '../../connector/connector.js';

export type Fields = Readonly<Record<string, unknown>>;

/**
 * What a connector's author gives the kit. What is optional and absent leaves cases out, and the kit says which. The kit removes
 * nothing that it made but what its cases remove.
 */
export interface ConnectorHarness {
  /** Connects as a host would. `wrong`: everything is right but the password or token. Every case connects anew. */
  connect(credentials: 'right' | 'wrong'): Connector | Promise<Connector>;
  /**
   * A valid new account by remote names, without roles. Values of rules that correlate differ for every `n`, also from those of
   * earlier runs where the site stays; other values should differ, so that a change can be seen.
   */
  fields(n: number): Fields;
  /** Remote names that the vendor lets be empty. */
  readonly clearable?: readonly string[];
  /** Remote names that hold any text. */
  readonly text?: readonly string[];
  /** Roles that exist there and grant little. */
  readonly roles?: { readonly managed: readonly [string, string]; readonly unmanaged: string };
  /** Accounts on a page of `list`: cases on cursors make more than that. */
  readonly pageSize?: number;
  /** An account that nobody may touch. */
  protectedId?(): Promise<string>;
  /** The account that receives what a removed one owned; needed where the vendor demands one. */
  reassignTo?(): Promise<string>;
  /** Things that accounts own there. */
  readonly content?: {
    /** Makes something that the account owns, and gives its id. */
    create(accountId: string): Promise<string>;
    /** The account that owns it; undefined: it is gone. */
    findOwner(contentId: string): Promise<string | undefined>;
  };
  /** Before each case: throws away what earlier ones made. */
  reset?(): Promise<void>;
}
