import type { DrupalSite } from '../../../../../scripts/real-sites/drupal.mjs';

type Site = Pick<DrupalSite, 'url'>;

/** Signs in as a person does, by the form. The session's cookie, or undefined where the site refused. */
export async function logIn({ url }: Site, name: string, pass: string): Promise<string | undefined> {
  const body = new URLSearchParams({ name, pass, form_id: 'user_login_form' });
  const answer = await fetch(`${url}/user/login`, { method: 'POST', redirect: 'manual', body });
  await answer.arrayBuffer();
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0] ?? '')
    .find((cookie) => cookie.startsWith('SESS'));
}

/** Whether a session still counts as signed in. */
export async function sessionLives({ url }: Site, cookie: string): Promise<boolean> {
  const answer = await fetch(`${url}/user/login_status?_format=json`, { headers: { cookie } });
  return (await answer.text()) === '1';
}

/**
 * Fetches a page and sends its form as a browser would: with everything that was in it, `fields` in place of that, `null` for a box that
 * is no longer ticked. Throws where the site shows the form again.
 */
export async function submitForm(
  { url }: Site,
  cookie: string,
  path: string,
  fields: Readonly<Record<string, string | null>>,
): Promise<void> {
  const page = await (await fetch(`${url}${path}`, { headers: { cookie } })).text();
  const form = /<form[^>]*\baction="[^"]*"[^>]*\bmethod="post"[\s\S]*?<\/form>/.exec(page)?.[0];
  if (form === undefined) throw new Error(`${path} shows no form: ${page.slice(0, 300)}`);
  const body = new URLSearchParams(readForm(form));
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) body.delete(name);
    else body.set(name, value);
  }
  const answer = await fetch(`${url}${path}`, { method: 'POST', redirect: 'manual', headers: { cookie }, body });
  const text = await answer.text();
  if (answer.status !== 303) throw new Error(`${path} took the form not: ${answer.status} ${complaint(text)}`);
}

function readForm(form: string): [string, string][] {
  const values: [string, string][] = [];
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const { name, type, value = '' } = attributesOf(tag);
    const ticked = !['checkbox', 'radio'].includes(type ?? '') || / checked=/.test(tag);
    if (name !== undefined && ticked && !/ disabled=/.test(tag)) values.push([name, value]);
  }
  for (const [, head = '', options = ''] of form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option[^>]* selected="[^"]*"[^>]*>/.exec(options) ?? /<option[^>]*>/.exec(options);
    const { name } = attributesOf(head);
    if (name !== undefined && chosen !== null) values.push([name, attributesOf(chosen[0]).value ?? '']);
  }
  return values;
}

function attributesOf(tag: string): Readonly<Record<string, string>> {
  const pairs = [...tag.matchAll(/\s(name|type|value)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, decode(value)]));
}

function decode(text: string): string {
  return text
    .replace(/&quot;/g, '"')
    .replace(/&#039;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
}

function complaint(page: string): string {
  return (
    /<div[^>]*aria-label="Error message"[\s\S]*?<\/div>\s*<\/div>/.exec(page)?.[0].replace(/<[^>]*>|\s+/g, ' ') ?? ''
  );
}
