import { type StartFakeDrupal, startFakeDrupal } from '../fake/index.js';
import { ask } from './ask.js';
import { connectTo } from './connect-to.js';
import { isWrite, type TestSite } from './test-site.js';

export async function startFakeTestSite(options: StartFakeDrupal = {}) {
  const fake = await startFakeDrupal(options);
  const { url, username, password, serviceId, adminId, settings } = fake;
  let taken = 0;
  const site: TestSite = {
    url,
    username,
    password,
    serviceId,
    adminId,
    ask: (method, path, question = {}) => ask(url, method, path, { as: `${username}:${password}`, ...question }),
    connect: (overrides) => connectTo({ url, username, password, ...overrides }),
    async setServiceRole(role) {
      const user = fake.users.get(serviceId);
      if (user !== undefined) user.roles = [role];
    },
    async setWriteMode(on) {
      settings.readOnly = !on;
    },
    async setCancelMethod(method) {
      settings.cancelMethod = method;
    },
    async setRegistration(who) {
      settings.register = who;
    },
    async setRest(on) {
      settings.rest = on;
    },
    async deleteRole(name) {
      fake.roles.delete(name);
      for (const user of fake.users.values()) user.roles = user.roles.filter((role) => role !== name);
    },
    createRole: async (name, permissions) => fake.addRole(name, permissions),
    async age(id) {
      const user = fake.users.get(id);
      if (user !== undefined) user.changed = 1_700_000_000;
    },
    async takeWrites() {
      const fresh = fake.requests.slice(taken);
      taken = fake.requests.length;
      return fresh
        .filter(({ method }) => isWrite(method))
        .map(({ method, url: asked }) => `${method} ${asked.pathname}`);
    },
    async createPage(accountId) {
      const page = String(fake.pages.size + 1);
      fake.pages.set(page, fake.users.get(accountId)?.uid ?? 0);
      return page;
    },
    ownerOf: async (page) => fake.pages.get(page),
    mails: async () => [...fake.mails],
    async reset() {
      fake.reset();
      taken = fake.requests.length;
    },
    stop: () => fake.stop(),
  };
  return { site, fake };
}
