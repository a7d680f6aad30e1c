export interface StartDrupal {
  /** The folder of a Drupal 10 with `index.php`; only its programs are used. Default: the environment variable `DRUPAL_ROOT`. */
  readonly root?: string;
  /** Default: any free one. */
  readonly port?: number;
  /** The service account's name; its role is `linkspan`. Default `linkspan`. */
  readonly username?: string;
  /** Modules to copy and install, each with the folder that it comes from. */
  readonly modules?: readonly { readonly name: string; readonly folder: string }[];
  /** For PHP's web server, in the place of Drupal's own `.ht.router.php`, which it can require from the present folder. */
  readonly router?: string;
  /** For the server and for `php`. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface DrupalSite {
  /** Without a slash at its end. */
  readonly url: string;
  /** The copy, as it is served. */
  readonly folder: string;
  readonly version: string;
  readonly username: string;
  readonly password: string;
  /** The service account's uuid. */
  readonly serviceId: string;
  /** uid 1; `id` is its uuid. */
  readonly admin: { readonly id: string; readonly username: string; readonly email: string; readonly password: string };
  /** Runs the body of a PHP function with Drupal loaded, also while the server is paused; resolves with what it returns. */
  php(code: string): Promise<unknown>;
  /** What the site would have sent since it was installed. */
  mails(): Promise<readonly { readonly to: string; readonly subject: string; readonly id: string }[]>;
  /** Stops the web server; the port stays ours by custom only. */
  pause(): Promise<void>;
  /** Starts it again on the same port. */
  resume(): Promise<void>;
  /** Keeps a copy of the database, for `restore`. */
  snapshot(): Promise<string>;
  restore(snapshot: string): Promise<void>;
  /** Stops everything and leaves nothing. */
  stop(): Promise<void>;
}

/**
 * Boots a real Drupal on the loopback in some seconds: a copy of the programs that `DRUPAL_ROOT` names, installed anew on SQLite, with the
 * roles `editor`, `publisher`, `contributor` and `administrator`, a few site fields, and the languages `de` and `pt-br`.
 */
export function startDrupal(options?: StartDrupal): Promise<DrupalSite>;

/** Why there is no Drupal to boot here; undefined: there is. */
export function whyNoDrupal(root?: string): string | undefined;
