import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { createScimClient, type Linkspan, type LinkspanOptions, startLinkspan } from './linkspan.js';
import { startWordPress, type WordPressOptions, type WordPressSite } from './wordpress.js';

export type JumpCloud = ReturnType<typeof createScimClient>;

/** One account as WordPress itself tells it. */
export interface SiteAccount {
  readonly id: number;
  readonly login: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
}

const companionFolder = fileURLToPath(new URL('../../packages/connector-wordpress/companion', import.meta.url));

/** What makes of a WordPress one with the companion. */
export const withCompanion = {
  muPluginFolder: companionFolder,
  constants: { LINKSPAN_SERVICE_ACCOUNT: 'linkspan' },
};

/** A real WordPress for the length of a test. */
export async function bootSite(options: WordPressOptions): Promise<WordPressSite> {
  const site = await startWordPress(options);
  onTestFinished(() => site.stop());
  return site;
}

/** The server, with JumpCloud as its client; stopped, and its data removed, when the test ends. */
export async function startHubWith(
  options: LinkspanOptions,
): Promise<{ readonly hub: Linkspan; readonly jumpcloud: JumpCloud }> {
  const hub = await startLinkspan(options);
  onTestFinished(async () => {
    await hub.stop();
    await rm(hub.dataFolder, { recursive: true, force: true });
  });
  return { hub, jumpcloud: createScimClient(hub.scimUrl, hub.token) };
}

/** With one application `blog` at `url`. */
export function startHub(
  site: Pick<WordPressSite, 'username' | 'applicationPassword'>,
  url: string,
  blog: Readonly<Record<string, unknown>> = {},
  given: {
    readonly dataFolder?: string;
    readonly config?: Readonly<Record<string, unknown>>;
    readonly password?: string;
  } = {},
): Promise<{ readonly hub: Linkspan; readonly jumpcloud: JumpCloud }> {
  return startHubWith({
    ...(given.dataFolder !== undefined && { dataFolder: given.dataFolder }),
    config: {
      applications: {
        blog: {
          connector: '@linkspan/connector-wordpress',
          config: { url, username: site.username, password: { env: 'BLOG_PASSWORD' } },
          roles: { Editors: 'editor' },
          ...blog,
        },
      },
      ...given.config,
    },
    env: { BLOG_PASSWORD: given.password ?? site.applicationPassword },
  });
}

/** Everybody but the site's own administrators, read by PHP, not by the API under test. */
export async function readAccounts(site: WordPressSite): Promise<readonly SiteAccount[]> {
  const accounts = await site.php(
    `return array_map(fn($u) => ['id' => $u->ID, 'login' => $u->user_login, 'email' => $u->user_email, 'name' => $u->display_name,
       'roles' => array_values($u->roles)], get_users(['orderby' => 'ID']));`,
  );
  return (accounts as SiteAccount[]).filter((account) => !account.roles.includes('administrator'));
}

export async function readAccount(site: WordPressSite, login: string): Promise<SiteAccount | undefined> {
  return (await readAccounts(site)).find((account) => account.login === login);
}

export interface LinkLine {
  readonly label: string;
  readonly state: string;
  readonly reason?: string;
  readonly due?: boolean;
}

export function personNamed(name: string, externalId = `ext-${name}`) {
  const givenName = name.charAt(0).toUpperCase() + name.slice(1);
  return { userName: `${name}@company.example`, givenName, familyName: 'Example', externalId };
}

/** Of a person's own, at the site's API. */
export async function acceptsApplicationPassword(url: string, login: string, password: string): Promise<boolean> {
  const authorization = `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
  return (await fetch(`${url}/?rest_route=/wp/v2/users/me`, { headers: { authorization } })).ok;
}
