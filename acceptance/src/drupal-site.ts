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
  /** The session's cookie, or undefined where the site refused. */
  signIn(name: string, password: string): Promise<string | undefined>;
  /** Absent: the site has no pages for a forgotten password. */
  readonly forgotten?: ForgottenPassword;
  /** Where the companion is to say that there is something new. */
  announceTo(url: string): Promise<void>;
  stop(): Promise<void>;
}

/** A person who says to have forgotten the password. */
export interface ForgottenPassword {
  /** Whether the site sends a link. */
  ask(name: string): Promise<boolean>;
  /** One, as the site sends it. */
  makeLink(name: string): Promise<string>;
  /** The session's cookie, or undefined where the link opens nothing. */
  open(link: string): Promise<string | undefined>;
}

export interface StartDrupalSite {
  readonly companion: boolean;
}

/** What the companion signs with. */
export const webhookSecret = 'a secret of the site and of Linkspan';

/** Of everybody whom an administrator makes. */
export const firstPassword = 'First-pass-1';

/** A sign-in as a program does it: both Drupals answer it alike. The session's cookie, or undefined. */
export async function signInByJson(url: string, name: string, pass: string): Promise<string | undefined> {
  const answer = await fetch(`${url}/user/login?_format=json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, pass }),
  });
  await answer.arrayBuffer();
  return answer.ok ? answer.headers.getSetCookie()[0]?.split(';', 1)[0] : undefined;
}

export async function sessionLives(url: string, cookie: string): Promise<boolean> {
  const answer = await fetch(`${url}/user/login_status?_format=json`, { headers: { cookie } });
  return (await answer.text()).trim() === '1';
}

/** Whether basic auth makes somebody of a request: Drupal takes wrong credentials for a visitor's. */
export async function acceptsBasicAuth(url: string, name: string, password: string): Promise<boolean> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
  const answer = await fetch(`${url}/jsonapi`, { headers: { authorization } });
  return (await answer.text()).includes('"me"');
}
