import type { WordPressSite } from './wordpress.js';
import type { SiteAccount } from './world.js';

const perPage = 100;

interface WordPressUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
}

/** Everybody but the site's own administrators, as its REST API tells them to whoever asks it, without Linkspan in between. */
export async function listAccounts(site: WordPressSite): Promise<readonly SiteAccount[]> {
  const users: WordPressUser[] = [];
  for (let page = 1; ; page += 1) {
    const { items, total } = await readUsers(site, { page: String(page), orderby: 'id', order: 'asc' });
    users.push(...items);
    if (items.length < perPage || users.length >= total) {
      if (users.length !== total) throw new Error(`the site has ${total} users and listed ${users.length}`);
      return users.map(toAccount).filter(({ roles }) => !roles.includes('administrator'));
    }
  }
}

export async function findAccount(site: WordPressSite, login: string): Promise<SiteAccount | undefined> {
  const { items } = await readUsers(site, { search: login });
  return items.map(toAccount).find((account) => account.login === login);
}

async function readUsers(site: WordPressSite, query: Readonly<Record<string, string>>) {
  const asked = new URLSearchParams({ context: 'edit', per_page: String(perPage), ...query });
  const credentials = Buffer.from(`${site.username}:${site.applicationPassword}`).toString('base64');
  const answer = await fetch(`${site.url}/wp-json/wp/v2/users?${asked}`, {
    headers: { authorization: `Basic ${credentials}` },
  });
  if (!answer.ok) throw new Error(`the site answered ${answer.status}: ${await answer.text()}`);
  return { items: (await answer.json()) as WordPressUser[], total: Number(answer.headers.get('x-wp-total')) };
}

function toAccount({ id, username, email, name, roles }: WordPressUser): SiteAccount {
  return { id, login: username, email, name, roles: [...roles] };
}
