export type Flavour = 'sqlite' | 'mariadb';

export interface StartWordPress {
  /** `sqlite`: a newer WordPress on SQLite; `mariadb`: Debian's 6.1 on a MariaDB of its own. */
  readonly flavour: Flavour;
  /** Of `sqlite`: 6.7-alpha by default. */
  readonly version?: '6.4' | '6.5' | 'beta' | 'nightly';
  /** Default `pretty`. */
  readonly permalinks?: 'pretty' | 'plain';
  /** Default: any free one. */
  readonly port?: number;
  readonly title?: string;
  /** The service account's log-in; an administrator. Default `linkspan`. */
  readonly username?: string;
  /** PHP files that the site loads as must-use plugins. */
  readonly muPlugins?: readonly string[];
  /** A folder whose content goes beside them as it is: a plugin of several files. */
  readonly muPluginFolder?: string;
  /** A multisite, of this one site. The service account is no super administrator. */
  readonly network?: boolean;
  /** More for wp-config.php; they win over its own. */
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
}

export interface WordPressSite {
  readonly flavour: Flavour;
  /** Without a slash at its end. */
  readonly url: string;
  readonly version: string;
  readonly username: string;
  readonly userId: number;
  readonly applicationPassword: string;
  readonly admin: { readonly id: number; readonly username: string; readonly email: string; readonly password: string };
  /** Runs the body of a PHP function with WordPress loaded, also while the server is paused; resolves with what it returns. */
  php(code: string): Promise<unknown>;
  createApplicationPassword(userId: number): Promise<string>;
  setPassword(userId: number, password: string): Promise<void>;
  /** What the site would have sent since it was installed. */
  mails(): Promise<readonly { readonly to: string; readonly subject: string; readonly message: string }[]>;
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

/** Boots a real WordPress on the loopback in one to three seconds, the first time after fetching it. */
export function startWordPress(options: StartWordPress): Promise<WordPressSite>;

/** Debian's packages that are missing here; empty: it can run. */
export function missingForWordPress(flavour: Flavour): string[];

/** Signs in as a person does, by the form. The session's cookie, or undefined where the site refused. */
export function logIn(site: { readonly url: string }, username: string, password: string): Promise<string | undefined>;
export function canLogIn(site: { readonly url: string }, username: string, password: string): Promise<boolean>;
/** Whether the session of a cookie still counts as signed in. */
export function sessionLives(site: { readonly url: string }, cookie: string): Promise<boolean>;
/** Opens a profile page with a session, changes some fields of its form, and saves it, as a browser does. */
export function submitProfile(
  address: string,
  cookie: string,
  changes: Readonly<Record<string, string>>,
): Promise<void>;
