import {
  startWordPress as boot,
  canLogIn,
  logIn,
  missingForWordPress,
  sessionLives,
} from '../../scripts/real-sites/wordpress.mjs';

export { canLogIn, logIn, missingForWordPress, sessionLives };

/** A real WordPress and what a test may do to it behind everybody's back. See `scripts/real-sites/README.md`. */
export interface WordPressSite {
  readonly url: string;
  readonly version: string;
  readonly username: string;
  readonly userId: number;
  readonly applicationPassword: string;
  /** Evaluates PHP inside WordPress and gives back what it returns. */
  php(code: string): Promise<unknown>;
  createApplicationPassword(userId: number): Promise<string>;
  setPassword(userId: number, password: string): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  snapshot(): Promise<string>;
  restore(snapshot: string): Promise<void>;
  stop(): Promise<void>;
}

export interface WordPressOptions {
  /** `sqlite`: the newest of the npm package. `mariadb`: Debian's 6.1. */
  readonly flavour: 'sqlite' | 'mariadb';
  readonly permalinks?: 'pretty' | 'plain';
  readonly port?: number;
}

export async function startWordPress(options: WordPressOptions): Promise<WordPressSite> {
  return await boot(options);
}
