import { randomUUID } from 'node:crypto';
import type { Json } from '@linkspan/core';
import { type FakeSite, findByName } from './fake-site.js';
import { type FakeAnswer, plainRefusal } from './json-api.js';

const generator = '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />';

/** What a browser sees of the site. */
export function showPage(site: FakeSite, path: string): FakeAnswer {
  if (path === '/') return { status: 200, body: page('A fake Drupal') };
  if (path !== '/user/register') return { status: 404, body: page('Page not found') };
  if (site.settings.register === 'admin_only') return { status: 403, body: page('Access denied') };
  return {
    status: 200,
    body: page('<form class="user-register-form" action="/user/register" id="user-register-form">'),
  };
}

/** POST /user/login?_format=json */
export function logInToFake(site: FakeSite, json: Json | undefined): FakeAnswer {
  const { name = '', pass } = (json ?? {}) as { name?: string; pass?: string };
  const user = findByName(site, name);
  if (user === undefined || !user.status || user.pass === undefined || user.pass !== pass) {
    return plainRefusal(400, 'Sorry, unrecognized username or password.');
  }
  const cookie = `SESS=${randomUUID()}`;
  site.sessions.set(cookie, user.uid);
  return {
    status: 200,
    headers: { 'set-cookie': `${cookie}; path=/` },
    body: { current_user: { uid: String(user.uid), name } },
  };
}

/** POST /oauth/token, of the module Simple OAuth: what is known of it is read, not seen. */
export function giveFakeToken({ oauth, now }: FakeSite, form: URLSearchParams): FakeAnswer {
  if (oauth === undefined) return { status: 404, body: page('Page not found') };
  if (form.get('grant_type') !== 'client_credentials')
    return { status: 400, body: { error: 'unsupported_grant_type' } };
  if (form.get('client_id') !== oauth.clientId || form.get('client_secret') !== oauth.clientSecret) {
    return { status: 401, body: { error: 'invalid_client', message: 'Client authentication failed' } };
  }
  const token = randomUUID();
  oauth.tokens.set(token, now() + 300_000);
  return { status: 200, body: { token_type: 'Bearer', expires_in: 300, access_token: token } };
}

function page(content: string): string {
  return `<!DOCTYPE html><html><head>${generator}</head><body>${content}</body></html>`;
}
