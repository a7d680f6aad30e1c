import { expect, test } from 'vitest';
import type { Linkspan } from './linkspan.js';
import { said, secret, startTwoSites } from './two-sites.js';
import { canLogIn, logIn, sessionLives, submitProfile, type WordPressSite } from './wordpress.js';
import { acceptsApplicationPassword, personNamed, readAccount } from './world.js';

/** The blog is polled once an hour: what comes sooner came by its webhook. */
const seconds = { timeout: 15_000, interval: 100 };
/** Of the wiki, which has no companion: and some time for what follows. */
const onePoll = { timeout: 25_000, interval: 250 };

test('what changes at a site with companion is everywhere within seconds, and at one without within a poll', async () => {
  const { blog, wiki, hub, jumpcloud } = await startTwoSites();
  const login = personNamed('anna').userName;
  const anna = await jumpcloud.pushUser(personNamed('anna'));
  await jumpcloud.createGroup('Editors');
  for (const site of [blog, wiki]) await expect.poll(() => readAccount(site, login), seconds).toBeDefined();
  const id = (await readAccount(blog, login))?.id ?? 0;
  const inDirectory = async () => (await jumpcloud.send('GET', `/Users/${anna}`)).body.name.givenName;
  const expectEverywhere = async (firstName: string) => {
    await expect.poll(() => firstNameOf(wiki, login), seconds).toBe(firstName);
    expect(await inDirectory()).toBe(firstName);
  };

  // What may be expected is said beforehand.
  expect(await said(hub, 'test', 'blog')).toMatch(
    /Find the companion: found, .* with a webhook[\s\S]*within seconds, by the feed/,
  );
  expect(await said(hub, 'test', 'wiki')).toMatch(
    /! Find the companion[\s\S]*within one poll interval \(10 s\), by a listing of everything: wordpress: only a companion/,
  );

  // By an administrator on the page of the user, by her on her own page, and by code on the command line.
  const administrator = (await logIn(blog, 'admin', blog.admin.password)) ?? '';
  await submitProfile(`${blog.url}/wp-admin/user-edit.php?user_id=${id}`, administrator, { first_name: 'Annabel' });
  await expectEverywhere('Annabel');
  await blog.setPassword(id, 'a password of her own');
  const hers = (await logIn(blog, login, 'a password of her own')) ?? '';
  await submitProfile(`${blog.url}/wp-admin/profile.php`, hers, { first_name: 'Anne' });
  await expectEverywhere('Anne');
  await blog.php(`return wp_update_user(['ID' => ${id}, 'first_name' => 'Anja']);`);
  await expectEverywhere('Anja');
  expect(await storedWebhooks(hub)).toBeGreaterThanOrEqual(3);
  // Taken, so that nothing waits at the site.
  expect(
    await blog.php(`global $wpdb; return (int) $wpdb->get_var("SELECT COUNT(*) FROM {$wpdb->prefix}linkspan_outbox");`),
  ).toBe(0);

  const explained = await said(hub, 'explain', login);
  expect(explained).toMatch(/name.givenName {2}"Anja" {2}by application:blog at \S+, stands over "Anna" of the client/);
  expect(explained).toMatch(/changed there by admin$/m);
  expect(explained).toContain(`changed there by ${login}`);

  // Without a companion.
  await wiki.php(`return wp_update_user(['ID' => get_user_by('login', '${login}')->ID, 'first_name' => 'Antonia']);`);
  await expect.poll(() => firstNameOf(blog, login), onePoll).toBe('Antonia');
  expect(await said(hub, 'status')).toMatch(
    /blog {2}running[\s\S]*comes back: by the feed of changes, last [\s\S]*wiki {2}running[\s\S]*comes back: by listing everything \(wordpress: only a companion .*\), last/,
  );

  // By hand: who came up at the wiki is only told of there.
  await wiki.php(
    `return wp_insert_user(['user_login' => 'otto', 'user_email' => 'otto@mail.example', 'user_pass' => 'x']);`,
  );
  const pulled = await said(hub, 'sync', '--from', 'wiki');
  expect(pulled).toMatch(/^From wiki:[\s\S]*^To blog:[\s\S]*^Of wiki 1 waits for a person. See ".*inbox wiki"\.$/m);
  expect(await said(hub, 'inbox', 'wiki')).toMatch(
    /wiki {2}new-account {2}1 account\n {2}import {5}otto {2}account \d+, it came up there/,
  );
  expect(await readAccount(blog, 'otto')).toBeUndefined();
  await said(hub, 'approve', 'wiki', await accountId(wiki, 'otto'));
  await expect.poll(() => readAccount(blog, 'otto'), seconds).toBeDefined();
  expect(await said(hub, 'sync', '--from', 'blog', login)).toMatch(
    /^From blog:\n.*anna@company.example[\s\S]*^To wiki:\n.*anna@company.example {2}agrees$/m,
  );
});

const allDoors = ['page', 'session', 'application password', 'reset'];

test('a person made, suspended, brought back and deleted at a site with companion is so at the other', async () => {
  const { blog, wiki, hub, jumpcloud } = await startTwoSites();
  await jumpcloud.createGroup('Editors');
  await expect.poll(async () => (await statusOf(hub, 'blog')).twoWay[0].state.baseline, seconds).toBe(true);
  const rolesAtWiki = async () => (await readAccount(wiki, 'nina'))?.roles;

  const id = await blog.php(
    `return wp_insert_user(['user_login' => 'nina', 'user_email' => 'nina@mail.example', 'user_pass' => 'x', 'first_name' => 'Nina', 'role' => 'editor']);`,
  );
  await expect.poll(rolesAtWiki, seconds).toContain('editor');
  await blog.php(`(new WP_User(${id}))->set_role('author'); return true;`);
  await expect.poll(rolesAtWiki, seconds).toEqual(['subscriber']);
  await blog.php(`(new WP_User(${id}))->set_role('editor'); return true;`);
  await expect.poll(rolesAtWiki, seconds).toContain('editor');

  // As an administrator does with wp-cli.
  const [hers, hersAtWiki] = [await keysOf(blog, 'nina'), await keysOf(wiki, 'nina')];
  expect(await openDoors(blog, hers)).toEqual(allDoors);
  await blog.php(`return update_user_meta(${id}, 'linkspan_suspended', '1');`);
  await expect.poll(rolesAtWiki, seconds).toEqual([]);
  expect(await openDoors(blog, hers)).toEqual([]);
  expect((await readAccount(blog, 'nina'))?.roles).toEqual(['editor']);
  // That door stays open without a companion, and status says so.
  expect(await openDoors(wiki, hersAtWiki)).toEqual(['reset']);
  expect(await said(hub, 'status', 'wiki')).toContain('partly deactivated: it can get a new password by e-mail');

  await blog.php(`return delete_user_meta(${id}, 'linkspan_suspended');`);
  await expect.poll(rolesAtWiki, seconds).toContain('editor');
  expect(await canLogIn(blog, hers.login, hers.password)).toBe(true);

  await blog.php(`return wp_delete_user(${id});`);
  await expect.poll(rolesAtWiki, seconds).toEqual([]);
  expect(await said(hub, 'explain', 'nina')).toMatch(
    /nina at blog: account \d+, imported from it, not found since [\s\S]*nina at wiki: .*deactivated/,
  );
  expect(await said(hub, 'status')).not.toContain('open account');
  // Nobody is made again of what was left.
  await said(hub, 'sync', '--from', 'blog');
  expect(await readAccount(blog, 'nina')).toBeUndefined();
  expect(await rolesAtWiki()).toEqual([]);
});

test('who left by the identity provider’s word is suspended at a site with companion, and again when somebody opens it', async () => {
  const { blog, wiki, hub, jumpcloud } = await startTwoSites();
  const login = personNamed('anna').userName;
  const anna = await jumpcloud.pushUser(personNamed('anna'));
  for (const site of [blog, wiki]) await expect.poll(() => readAccount(site, login), seconds).toBeDefined();
  const hers = await keysOf(blog, login);
  expect(await openDoors(blog, hers)).toEqual(allDoors);
  await jumpcloud.changeUser(anna, { active: false });
  await expect.poll(() => openDoors(blog, hers), seconds).toEqual([]);
  expect((await readAccount(blog, login))?.roles).toEqual(['subscriber']);

  const id = await accountId(blog, login);
  const suspended = () => blog.php(`return '1' === get_user_meta(${id}, 'linkspan_suspended', true);`);
  await blog.php(`return delete_user_meta(${id}, 'linkspan_suspended');`);
  await expect.poll(suspended, seconds).toBe(true);
  expect((await jumpcloud.send('GET', `/Users/${anna}`)).body.active).toBe(false);

  // The other way round a suspension there is a word about the person, for everybody.
  await jumpcloud.changeUser(anna, { active: true });
  await expect.poll(suspended, seconds).toBe(false);
  await expect.poll(async () => (await readAccount(wiki, login))?.roles, seconds).toEqual(['subscriber']);
  await blog.php(`return update_user_meta(${id}, 'linkspan_suspended', '1');`);
  await expect.poll(async () => (await readAccount(wiki, login))?.roles, seconds).toEqual([]);
  expect((await jumpcloud.send('GET', `/Users/${anna}`)).body.active).toBe(false);
  expect(await said(hub, 'explain', login)).toMatch(/active {2}false {2}by application:blog at \S+, stands over true/);
});

async function statusOf(hub: Linkspan, application: string) {
  return JSON.parse(await said(hub, 'status', application, '--json')).applications[0];
}

async function storedWebhooks(hub: Linkspan): Promise<number> {
  const answer = await fetch(`${hub.url}/metrics`, { headers: { authorization: `Bearer ${secret}` } });
  const [, count] =
    /^linkspan_webhooks_total\{application="blog",outcome="stored"\} (\d+)$/m.exec(await answer.text()) ?? [];
  return Number(count);
}

async function firstNameOf(site: WordPressSite, login: string): Promise<unknown> {
  return site.php(`return get_user_by('login', '${login}')->first_name;`);
}

async function accountId(site: WordPressSite, login: string): Promise<string> {
  return String((await readAccount(site, login))?.id);
}

interface Keys {
  readonly login: string;
  readonly password: string;
  readonly session: string;
  readonly applicationPassword: string;
}

/** All that somebody needs who wants to get in, each of them good now. */
async function keysOf(site: WordPressSite, login: string): Promise<Keys> {
  const [password, id] = ['a password of theirs', Number(await accountId(site, login))];
  await site.setPassword(id, password);
  const applicationPassword = await site.createApplicationPassword(id);
  return { login, password, applicationPassword, session: (await logIn(site, login, password)) ?? '' };
}

/** The ways into an account that are open: by the page, with a session, with an application password, by a new password. */
async function openDoors(site: WordPressSite, { login, password, session, applicationPassword }: Keys) {
  const to = (await readAccount(site, login))?.email;
  const mails = async () => (await site.mails()).filter((mail) => mail.to === to).length;
  const before = await mails();
  await fetch(`${site.url}/wp-login.php?action=lostpassword`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ user_login: login }),
  });
  return [
    ...((await canLogIn(site, login, password)) ? ['page'] : []),
    ...((await sessionLives(site, session)) ? ['session'] : []),
    ...((await acceptsApplicationPassword(site.url, login, applicationPassword)) ? ['application password'] : []),
    ...((await mails()) > before ? ['reset'] : []),
  ];
}
