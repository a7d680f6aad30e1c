/** What a story changes of an account, by Drupal's own names. */
export interface DrupalFields {
  readonly name?: string;
  readonly mail?: string;
  readonly status?: boolean;
  /** All that it is to have. */
  readonly roles?: readonly string[];
  readonly field_first_name?: string;
  readonly field_last_name?: string;
  readonly field_job_title?: string;
}

export type DrupalAccount = Required<Omit<DrupalFields, `field_${string}`>> & {
  readonly id: string;
  readonly fields: Readonly<Record<string, string | null>>;
};

/** Who changes something: an administrator on the pages for that, the person on the own page, or code on the command line. */
export const ways = ["an administrator's page", "the person's own page", 'code on the command line'] as const;

export type Way = (typeof ways)[number];

/** A Drupal to tell a story on: real where there is one, else the connector's fake. */
export interface DrupalSite {
  readonly url: string;
  /** The service account's. */
  readonly username: string;
  readonly password: string;
  /** Read past the API. */
  find(name: string): Promise<DrupalAccount | undefined>;
  /** On the administrator's pages, with a password of its own. */
  create(fields: DrupalFields & { readonly name: string; readonly mail: string }): Promise<void>;
  change(way: Way, name: string, fields: DrupalFields): Promise<void>;
  /** On the administrator's pages. */
  remove(name: string): Promise<void>;
  setPassword(name: string, password: string): Promise<void>;
  canSignIn(name: string, password: string): Promise<boolean>;
  /** Where the companion is to say that there is something new. */
  announceTo(url: string): Promise<void>;
  stop(): Promise<void>;
}

export interface StartDrupalSite {
  readonly companion: boolean;
}

/** What the companion signs with. */
export const webhookSecret = 'a secret of the site and of Linkspan';

/** Of everybody whom an administrator makes. */
export const firstPassword = 'First-pass-1';

/** A person's sign-in as a program does it: both Drupals answer it alike. */
export async function signIn(url: string, name: string, pass: string): Promise<boolean> {
  const answer = await fetch(`${url}/user/login?_format=json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, pass }),
  });
  await answer.arrayBuffer();
  return answer.ok;
}
