export interface DrupalSite {
  /** Without a slash at its end. */
  readonly url: string;
  /** Its folder. */
  readonly root: string;
  /** Runs the body of a PHP function in a booted kernel on the command line; resolves with what it returns. */
  php(code: string): Promise<unknown>;
  /** Stops the web server and leaves nothing. */
  stop(): Promise<void>;
}

/** Boots a copy of the Drupal at `DRUPAL_ROOT` with the companion in it, on the loopback. */
export function bootDrupal(options?: { readonly workers?: number }): Promise<DrupalSite>;
