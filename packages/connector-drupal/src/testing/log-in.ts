import type { TestSite } from './test-site.js';

const format = '_format=json';

/** Signs in as a browser does. The session's cookie, or undefined where the site refused. */
export async function logIn(site: TestSite, name: string, pass: string): Promise<string | undefined> {
  const headers = { 'content-type': 'application/json' };
  const { status, headers: given } = await site.ask('POST', `/user/login?${format}`, {
    as: '',
    json: { name, pass },
    headers,
  });
  return status === 200 ? given.get('set-cookie')?.split(';', 1)[0] : undefined;
}

export async function sessionLives(site: TestSite, cookie: string): Promise<boolean> {
  const { json } = await site.ask('GET', `/user/login_status?${format}`, { as: '', headers: { cookie } });
  return json === 1;
}
