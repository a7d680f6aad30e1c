import { type FakeJumpCloud, startFakeJumpCloud } from '@linkspan/connector-jumpcloud/fake';
import { onTestFinished } from 'vitest';
import { bootDrupal } from './boot-drupal.js';
import { type DrupalSite, webhookSecret } from './drupal-site.js';
import type { Linkspan } from './linkspan.js';
import { startProxy } from './proxy.js';
import { runJson } from './run-json.js';
import type { WordPressSite } from './wordpress.js';
import { bootSite, type JumpCloud, startHubWith, withCompanion } from './world.js';

type Section = Readonly<Record<string, unknown>>;

export interface DrupalSource {
  readonly drupal: DrupalSite;
  readonly blog: WordPressSite;
  readonly people: FakeJumpCloud;
  readonly hub: Linkspan;
  /** Reads the directory; the group Editors is its own. */
  readonly directory: JumpCloud;
  /** What Linkspan has asked the three applications to write so far. */
  writes(): readonly string[];
  /** Drupal's companion tells of each change from now on. */
  announce(): Promise<void>;
}

export interface StartDrupalSource {
  readonly companion: boolean;
  readonly twoWay?: Section;
  readonly blog?: Section;
}

/** Drupal's people go to the directory, and from there to WordPress and JumpCloud; only WordPress deletes. */
export async function startDrupalSource(given: StartDrupalSource): Promise<DrupalSource> {
  const { companion } = given;
  const [drupal, blog, people] = await Promise.all([
    bootDrupal({ companion }),
    bootSite({ flavour: 'sqlite', ...withCompanion }),
    startFakeJumpCloud({ newUserState: 'ACTIVATED' }),
  ]);
  onTestFinished(() => people.stop());
  const [toDrupal, toBlog] = await Promise.all([startProxy(drupal.url), startProxy(blog.url)]);
  onTestFinished(async () => {
    await Promise.all([toDrupal.stop(), toBlog.stop()]);
  });
  const { hub, jumpcloud } = await startHubWith({
    config: {
      applications: {
        intranet: {
          connector: '@linkspan/connector-drupal',
          config: {
            url: toDrupal.url,
            username: drupal.username,
            password: { env: 'INTRANET_PASSWORD' },
            siteFields: ['field_first_name', 'field_last_name', 'field_job_title'],
            ...(companion && { companion: { webhookSecret: { env: 'INTRANET_SECRET' } } }),
          },
          mapping: [
            { scim: 'name.givenName', remote: 'field_first_name', back: '$value' },
            { scim: 'name.familyName', remote: 'field_last_name', back: '$value' },
            { scim: 'title', remote: 'field_job_title', back: '$value' },
          ],
          roles: { Editors: 'editor' },
          twoWay: {
            // With the companion nothing is found by chance: a week is longer than a test.
            poll: companion ? '7d' : '10s',
            operations: { create: true, update: true, deactivate: true, delete: true },
            attributes: ['userName', 'name', 'title', 'emails', 'active', 'roles'],
            // Editors is the client's group; who is in it is said by Drupal.
            authority: { roles: 'application' },
            onNew: 'import',
            onDeleted: 'delete',
            ...given.twoWay,
          },
        },
        blog: {
          connector: '@linkspan/connector-wordpress',
          config: { url: toBlog.url, username: blog.username, password: { env: 'BLOG_PASSWORD' } },
          mapping: [{ scim: 'title', remote: 'description' }],
          roles: { Editors: 'editor' },
          defaultRole: 'subscriber',
          leaving: { onDelete: 'delete', reassignTo: blog.userId },
          ...given.blog,
        },
        people: {
          connector: '@linkspan/connector-jumpcloud',
          config: {
            apiKey: { env: 'JUMPCLOUD_KEY' },
            actor: people.actor.id,
            hosts: { console: people.url, insights: people.url, signIn: people.url },
          },
          operations: { delete: false },
          leaving: { onDelete: 'delete' },
        },
      },
    },
    env: {
      INTRANET_PASSWORD: drupal.password,
      INTRANET_SECRET: webhookSecret,
      BLOG_PASSWORD: blog.applicationPassword,
      JUMPCLOUD_KEY: people.apiKey,
    },
  });
  await jumpcloud.createGroup('Editors');
  return {
    drupal,
    blog,
    people,
    hub,
    directory: jumpcloud,
    writes: () =>
      [...toDrupal.passed, ...toBlog.passed, ...people.requests]
        .filter(({ method, path }) => method !== 'GET' && !path.startsWith('/api/search/'))
        .map(({ method, path }) => `${method} ${path}`),
    announce: () => drupal.announceTo(`${hub.url}/hooks/intranet`),
  };
}

/** What everybody holds of one person, read without Linkspan's connectors. */
export async function showEverywhere({ directory, blog, people }: DrupalSource, userName: string) {
  const person = await directory.findUser(userName);
  const account = await blog.php(`
    $user = get_user_by('login', ${JSON.stringify(userName)});
    return $user ? ['title' => $user->description, 'email' => $user->user_email, 'roles' => array_values($user->roles),
      'suspended' => '1' === (string) get_user_meta($user->ID, 'linkspan_suspended', true)] : null;`);
  const user = [...people.users.values()].find(({ username }) => username === userName);
  return {
    directory: person && {
      title: person.title,
      email: person.emails?.[0]?.value,
      active: person.active,
      groups: (person.groups ?? []).map(({ display }: { readonly display: string }) => display),
    },
    wordpress: account ?? undefined,
    jumpcloud: user && { title: user['jobTitle'], email: user.email, suspended: user.suspended },
  };
}

export async function statusOf(hub: Linkspan, name: string) {
  const { applications } = await runJson(hub, 'status', name);
  return applications[0];
}
