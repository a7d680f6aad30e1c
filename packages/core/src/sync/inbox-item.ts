import type { Conflict, Hold } from '../store/link.js';

/** Something that waits for a person. */
export interface InboxItem {
  readonly application: string;
  /** Absent of an account that nobody in the directory owns. */
  readonly resourceId?: string;
  readonly label: string;
  /**
   * `withheld`: e-mail and roles of an adopted account. `conflict`: values of which directory and account both said something new; decided
   * by `resolve`. `new-account`: it came up there; `approve` imports it, `reject` never speaks of it again. `gone`: the account was deleted there.
   */
  readonly hold:
    | Hold
    | {
        readonly guard: 'conflict';
        readonly action: 'update';
        readonly reason: string;
        readonly fields: readonly string[];
        readonly since: number;
        /** By remote name; secrets are masked. */
        readonly conflicts: Readonly<Record<string, Conflict>>;
      }
    | {
        readonly guard: 'new-account';
        readonly action: 'import';
        readonly reason: string;
        readonly fields?: undefined;
        readonly since: number;
        readonly account: string;
        readonly by?: string;
      }
    | {
        readonly guard: 'gone';
        readonly action: 'recreate';
        readonly reason: string;
        readonly fields?: undefined;
        readonly since?: number;
        readonly account: string;
      }
    | {
        readonly guard: 'withheld';
        readonly action: 'update';
        readonly reason: string;
        readonly fields: readonly string[];
        readonly since?: number;
      };
}
