import type { ResourceRules } from '../connector/attribute-rule.js';
import type { ScimDocument } from './scim-document.js';

/** The users, or groups, of a server. */
export interface ScimResourceOptions {
  /** Say what equal is. */
  readonly rules: ResourceRules;
  /** Default `/Users` or `/Groups`. */
  readonly endpoint?: string;
  /** The SCIM path of a remote field; undefined: the server has no place for it, and it is refused. Default: the remote name itself. */
  placeOf?(remote: string): string | undefined;
  /** What proves that it is still the same one. Default: its id, and when it was made. */
  identityOf?(document: ScimDocument): string;
  /** The server does not tell who has which rights: then nobody is known to have few, and nobody who is there already is adopted. */
  readonly rightsHidden?: boolean;
}
