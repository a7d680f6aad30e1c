import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { logIn, submitForm } from '../../packages/connector-drupal/src/testing/companion/browser.js';
import { type DrupalSite as RealDrupal, startDrupal } from '../../scripts/real-sites/drupal.mjs';
import type { DrupalAccount, DrupalFields, DrupalSite, ForgottenPassword, StartDrupalSite } from './drupal-site.js';
import { firstPassword, signInByJson, webhookSecret } from './drupal-site.js';

const companionModule = {
  name: 'linkspan',
  folder: fileURLToPath(new URL('../../packages/connector-drupal/companion/linkspan', import.meta.url)),
};
const siteFields = ['field_first_name', 'field_last_name', 'field_job_title'];
const text = JSON.stringify;

/** Pages are used as a browser does; `php` is the command line. */
export async function startRealDrupalSite({ companion }: StartDrupalSite): Promise<DrupalSite> {
  const drupal = await startDrupal({ modules: companion ? [companionModule] : [] });
  const { url, php } = drupal;
  // Fields that are made by code are on no form.
  await php(`
    \\Drupal::configFactory()->getEditable('user.settings')->set('register', 'admin_only')->save();
    $form = \\Drupal::service('entity_display.repository')->getFormDisplay('user', 'user');
    foreach (${text(siteFields)} as $name) $form->setComponent($name, ['type' => 'string_textfield']);
    $form->save();`);
  if (companion) {
    await php(`
      \\Drupal\\user\\Entity\\Role::load('linkspan')->grantPermission('use linkspan companion')->save();
      \\Drupal::configFactory()->getEditable('linkspan.settings')->set('service_account', ${text(drupal.username)})->save();`);
    const settings = join(drupal.folder, 'sites', 'default', 'settings.php');
    await appendFile(settings, `\n$settings['linkspan']['webhook_secret'] = ${text(webhookSecret)};\n`);
  }
  const session = (await logIn(drupal, drupal.admin.username, drupal.admin.password)) ?? '';
  const passwords = new Map<string, string>();

  const uidOf = async (name: string) => {
    const uid = await php(`return (int) user_load_by_name(${text(name)})?->id();`);
    if (uid === 0) throw new Error(`Drupal has no ${name}`);
    return Number(uid);
  };

  const find = async (name: string) => {
    const found = await php(`
      $user = user_load_by_name(${text(name)});
      if (!$user) return NULL;
      $fields = [];
      foreach (${text(siteFields)} as $field) $fields[$field] = $user->get($field)->value;
      return ['id' => $user->uuid(), 'name' => $user->getAccountName(), 'mail' => $user->getEmail(), 'status' => $user->isActive(),
        'roles' => $user->getRoles(TRUE), 'fields' => $fields];`);
    return (found as DrupalAccount | null) ?? undefined;
  };

  return {
    url,
    username: drupal.username,
    password: drupal.password,
    find,
    async create({ roles = [], ...fields }) {
      passwords.set(fields.name, firstPassword);
      await submitForm(drupal, session, '/admin/people/create', {
        ...toForm({ ...fields, roles }, []),
        'pass[pass1]': firstPassword,
        'pass[pass2]': firstPassword,
      });
    },
    async change(way, name, fields) {
      if (way === 'code on the command line') {
        await php(`
          $user = user_load_by_name(${text(name)});
          foreach (json_decode(${text(text(fields))}, true) as $field => $value) $user->set($field, $value);
          $user->save();`);
      } else {
        const isOwn = way === "the person's own page";
        const cookie = isOwn ? ((await logIn(drupal, name, passwords.get(name) ?? '')) ?? '') : session;
        const there = (await find(name))?.roles ?? [];
        await submitForm(drupal, cookie, `/user/${await uidOf(name)}/edit`, { op: 'Save', ...toForm(fields, there) });
      }
      if (fields.name !== undefined) passwords.set(fields.name, passwords.get(name) ?? '');
    },
    async remove(name) {
      await cancelAccount(url, session, await uidOf(name));
    },
    async setPassword(name, password) {
      passwords.set(name, password);
      await php(`user_load_by_name(${text(name)})->setPassword(${text(password)})->save();`);
    },
    // By the page; else by the door for programs.
    signIn: async (name, password) =>
      (await logIn(drupal, name, password)) ?? (await signInByJson(url, name, password)),
    forgotten: forgottenPassword(drupal),
    async announceTo(address) {
      await php(
        `\\Drupal::configFactory()->getEditable('linkspan.settings')->set('webhook_url', ${text(address)})->save();`,
      );
      const authorization = `Basic ${Buffer.from(`${drupal.username}:${drupal.password}`).toString('base64')}`;
      const knows = async () =>
        ((await (await fetch(`${url}/linkspan/v1/`, { headers: { authorization } })).json()) as { webhook: boolean })
          .webhook;
      // PHP looks at settings.php, which it knows, every two seconds only.
      await expect.poll(knows, { timeout: 10_000 }).toBe(true);
    },
    stop: () => drupal.stop(),
  };
}

function toForm({ roles, status, name, mail, ...fields }: DrupalFields, there: readonly string[]) {
  const taken = roles === undefined ? [] : there.filter((role) => !roles.includes(role));
  return {
    ...(name !== undefined && { name }),
    ...(mail !== undefined && { mail }),
    ...(status !== undefined && { status: status ? '1' : '0' }),
    ...Object.fromEntries(taken.map((role) => [`roles[${role}]`, null])),
    ...Object.fromEntries((roles ?? []).map((role) => [`roles[${role}]`, role])),
    ...Object.fromEntries(Object.entries(fields).map(([field, value]) => [`${field}[0][value]`, value])),
  };
}

/** "Cancel account", with "Delete the account and its content": Drupal does that in steps, from page to page. */
async function cancelAccount(url: string, cookie: string, uid: number): Promise<void> {
  const path = `${url}/user/${uid}/cancel`;
  const page = await (await fetch(path, { headers: { cookie } })).text();
  const body = new URLSearchParams();
  for (const [, name = '', value = ''] of page.matchAll(
    /<input[^>]*name="(form_(?:build_id|token|id))" value="([^"]*)"/g,
  ))
    body.set(name, value);
  body.set('user_cancel_method', 'user_cancel_delete');
  body.set('op', 'Confirm');
  let answer = await fetch(path, { method: 'POST', redirect: 'manual', headers: { cookie }, body });
  for (let step = 0; step < 20; step += 1) {
    const text = await answer.text();
    const refresh = /http-equiv="Refresh" content="\d+; URL=([^"]+)"/i.exec(text)?.[1];
    const next = answer.headers.get('location') ?? refresh?.replaceAll('&amp;', '&');
    if (next === undefined || !next.includes('/batch')) return;
    answer = await fetch(new URL(next, url), { redirect: 'manual', headers: { cookie } });
  }
  throw new Error(`the cancellation of account ${uid} does not end`);
}

function forgottenPassword({ url, php, mails }: RealDrupal): ForgottenPassword {
  const sent = async () => (await mails()).filter(({ id }) => id === 'user_password_reset').length;
  return {
    async ask(name) {
      const before = await sent();
      const body = new URLSearchParams({ name, form_id: 'user_pass', op: 'Submit' });
      const answer = await fetch(`${url}/user/password`, { method: 'POST', redirect: 'manual', body });
      await answer.arrayBuffer();
      return (await sent()) > before;
    },
    makeLink: async (name) => String(await php(`return user_pass_reset_url(user_load_by_name(${text(name)}));`)),
    async open(link) {
      const answer = await fetch(`${link}/login`, { redirect: 'manual' });
      await answer.arrayBuffer();
      const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0] ?? '');
      return cookies.find((cookie) => cookie.startsWith('SESS'));
    },
  };
}
