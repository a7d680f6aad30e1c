import { type FakeUser, startFakeDrupal } from '../../packages/connector-drupal/src/fake/index.js';
import type { DrupalFields, DrupalSite, StartDrupalSite } from './drupal-site.js';
import { firstPassword, signInByJson, webhookSecret } from './drupal-site.js';

/** The connector's fake has no pages: what they do is asked of its JSON:API by whoever uses them. */
export async function startFakeDrupalSite({ companion }: StartDrupalSite): Promise<DrupalSite> {
  const fake = await startFakeDrupal({ companion });
  // Else nobody would be imported by themselves where no companion tells who made an account.
  fake.settings.register = 'admin_only';
  const admin = `admin:${fake.adminPassword}`;
  const get = (name: string) => {
    const user = [...fake.users.values()].find((one) => one.name === name);
    if (user === undefined) throw new Error(`the fake Drupal has no ${name}`);
    return user;
  };

  async function send(as: string, method: string, path: string, data?: object): Promise<void> {
    const answer = await fetch(fake.url + path, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(as).toString('base64')}`,
        'content-type': 'application/vnd.api+json',
      },
      ...(data && { body: JSON.stringify({ data }) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
  }

  const toData = ({ roles, ...attributes }: DrupalFields & { readonly pass?: string }, id?: string) => ({
    type: 'user--user',
    ...(id !== undefined && { id }),
    attributes,
    ...(roles && {
      relationships: {
        roles: { data: roles.map((key) => ({ type: 'user_role--user_role', id: fake.roles.get(key)?.id })) },
      },
    }),
  });

  return {
    url: fake.url,
    username: fake.username,
    password: fake.password,
    async find(name) {
      const user = [...fake.users.values()].find((one) => one.name === name);
      if (user === undefined) return undefined;
      const { id, mail, status, roles, values } = user;
      return { id, name, mail: mail ?? '', status, roles: [...roles], fields: values as Record<string, string> };
    },
    create: (fields) =>
      send(admin, 'POST', '/jsonapi/user/user', toData({ status: true, pass: firstPassword, ...fields })),
    async change(way, name, fields) {
      const user = get(name);
      if (way === 'code on the command line') return fake.changeUser(user.id, (one) => store(one, fields));
      const as = way === "the person's own page" ? `${name}:${user.pass}` : admin;
      await send(as, 'PATCH', `/jsonapi/user/user/${user.id}`, toData(fields, user.id));
    },
    remove: (name) => send(admin, 'DELETE', `/user/${get(name).uid}?_format=json`),
    async setPassword(name, password) {
      fake.changeUser(get(name).id, (user) => {
        user.pass = password;
      });
    },
    signIn: (name, password) => signInByJson(fake.url, name, password),
    async announceTo(url) {
      fake.settings.webhook = { url, secret: webhookSecret };
    },
    stop: () => fake.stop(),
  };
}

function store(user: FakeUser, { name, mail, status, roles, ...values }: DrupalFields): void {
  if (name !== undefined) user.name = name;
  if (mail !== undefined) user.mail = mail;
  if (status !== undefined) user.status = status;
  if (roles !== undefined) user.roles = [...roles];
  Object.assign(user.values, values);
}
