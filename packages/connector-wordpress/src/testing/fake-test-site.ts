import { userColumns } from '../fake/fake-companion.js';
import { type StartFakeWordPress, startFakeWordPress } from '../fake/index.js';
import { connectTo } from './connect-to.js';
import { rest } from './rest.js';
import { isWrite, type TestSite } from './test-site.js';

const columns: Readonly<Record<string, string>> = Object.fromEntries(userColumns);

export async function startFakeTestSite(options: StartFakeWordPress = {}) {
  const feedPage = options.feedPage ?? 500;
  const fake = await startFakeWordPress(options);
  const { url, username, userId, applicationPassword, admin } = fake;
  const credentials = `${username}:${applicationPassword}`;
  const first = fake.snapshot();
  let taken = 0;
  const site: TestSite = {
    companion: options.companion ?? false,
    url,
    username,
    userId,
    password: applicationPassword,
    adminId: admin.id,
    adminEmail: admin.email,
    rest: (method, route, json, as = credentials) => rest(url, method, route, json, as),
    connect: (overrides) => connectTo({ url, username, password: applicationPassword, ...overrides }),
    async setServiceRole(role) {
      const user = fake.users.get(userId);
      if (user !== undefined) user.roles = [role];
    },
    setRegistration: async (open) => fake.setRegistration(open ? 'open' : 'closed'),
    async takeWrites() {
      const fresh = fake.requests.slice(taken);
      taken = fake.requests.length;
      return fresh.filter(({ method }) => isWrite(method)).map(({ method, route }) => `${method} ${route}`);
    },
    canLogIn: async (login, password) => fake.canLogIn(login, password),
    async createPost(author, { type, status } = {}) {
      const number = Math.max(0, ...fake.posts.keys()) + 1;
      fake.posts.set(number, { author, type: type === 'page' ? 'pages' : 'posts', status: status ?? 'publish' });
      return number;
    },
    authorOf: async (post) => fake.posts.get(post)?.author,
    async edit(id, fields) {
      const stored = Object.entries(fields).map(([field, value]) => [columns[field] ?? field, value]);
      fake.edit('admin', () => Object.assign(fake.users.get(id) ?? {}, Object.fromEntries(stored)));
    },
    feedPage,
    forgetChanges: async () => fake.forgetChanges(),
    reset: async () => fake.restore(first),
    stop: () => fake.stop(),
  };
  return { site, fake };
}
