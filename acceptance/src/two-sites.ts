import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished } from 'vitest';
import { createScimClient, type Linkspan, startLinkspan } from './linkspan.js';
import type { WordPressSite } from './wordpress.js';
import { bootSite } from './world.js';

const companion = fileURLToPath(new URL('../../packages/connector-wordpress/companion', import.meta.url));
const connector = '@linkspan/connector-wordpress';
/** Of the webhook, and of the metrics. */
export const secret = 'a secret that both sides know';

/** The built server between a blog with companion and a wiki without. */
export async function startTwoSites() {
  const [blog, wiki] = await Promise.all([
    bootSite({ flavour: 'sqlite', muPluginFolder: companion }),
    bootSite({ flavour: 'sqlite' }),
  ]);
  const common = { connector, roles: { Editors: 'editor' }, defaultRole: 'subscriber' };
  const account = ({ url, username }: WordPressSite, password: string) => ({
    url,
    username,
    password: { env: password },
  });
  const hub = await startLinkspan({
    config: {
      applications: {
        blog: {
          ...common,
          config: { ...account(blog, 'BLOG_PASSWORD'), companion: { webhookSecret: { env: 'BLOG_SECRET' } } },
          twoWay: {
            poll: '1h',
            attributes: ['name', 'active', 'roles'],
            authority: { roles: 'application' },
            onNew: 'import',
            onDeleted: 'deactivate',
          },
        },
        wiki: { ...common, config: account(wiki, 'WIKI_PASSWORD'), twoWay: { poll: '10s', attributes: ['name'] } },
      },
    },
    env: {
      BLOG_PASSWORD: blog.applicationPassword,
      BLOG_SECRET: secret,
      WIKI_PASSWORD: wiki.applicationPassword,
      LINKSPAN_METRICS_TOKEN: secret,
    },
  });
  onTestFinished(async () => {
    await hub.stop();
    await rm(hub.dataFolder, { recursive: true, force: true });
  });
  await blog.php(
    `update_option('linkspan_webhook_url', '${hub.url}/hooks/blog'); update_option('linkspan_webhook_secret', '${secret}'); return true;`,
  );
  return { blog, wiki, hub, jumpcloud: createScimClient(hub.scimUrl, hub.token) };
}

/** What a command tells a person, when it could do what it was asked. */
export async function said(hub: Linkspan, ...args: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await hub.cli(...args);
  expect([status, stderr], `linkspan ${args.join(' ')}`).toEqual([0, '']);
  return stdout;
}
