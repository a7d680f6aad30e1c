import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const fileConnector = '@acme/connector-file';

/**
 * A third party's connector in the `node_modules` of a configuration's folder: accounts are lines of a JSON file, so that several
 * processes see the same ones; with a file `slow` beside, a create takes a while; its webhooks are signed with the password itself. A person's password that begins with "weak" is refused, and repeated. The password "right" is accepted, and "explode" lets `connect` throw. It has neither `@linkspan/core` nor zod
 * beside it: the host lends its own.
 */
export function writeFileConnector(folder: string, apiVersion = 1): void {
  const home = join(folder, 'node_modules', fileConnector);
  mkdirSync(home, { recursive: true });
  const exports = { '.': { import: './index.js' } };
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: fileConnector, type: 'module', exports }));
  writeFileSync(join(home, 'index.js'), source.replace('apiVersion: 1', `apiVersion: ${apiVersion}`));
}

const source = `
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** As the core's ConnectorError, which is not at hand here. */
const notFound = { [Symbol.for('linkspan.connector-error')]: true, kind: 'not-found' };

export default {
  apiVersion: 1,
  name: 'file',
  title: 'File',
  config: z.strictObject({ file: z.string(), password: z.string().meta({ secret: true }) }),
  users: {
    rules: [
      { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
      { scim: 'displayName', remote: 'name', flow: 'both' },
    ],
    fields: ['nick', 'biography'],
    roles: { remote: 'roles', privileged: ['admin'] },
    password: 'pass',
    reassign: 'required',
  },
  connect({ file, password }) {
    if (password === 'explode') throw new Error('out of paper');
    const read = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);
    const write = (accounts) => writeFileSync(file, JSON.stringify(accounts));
    const show = ({ id, fields, active }) => ({
      id,
      identity: id,
      fields,
      active,
      privileged: fields.roles?.includes('admin') ?? false,
    });
    const change = async ({ id }, edit) => {
      const accounts = read();
      const account = accounts.find((one) => one.id === id);
      edit(account);
      write(accounts);
      return show(account);
    };
    const judge = ({ pass }) => {
      if (!pass?.startsWith('weak')) return;
      throw Object.assign(new Error('file: the password "' + pass + '" is too weak.'), { ...notFound, kind: 'invalid' });
    };
    const signIn = async () =>
      password === 'right' ? { ok: true, detail: 'Signed in.' } : { ok: false, detail: 'The password was refused.', hint: 'Enter another one.' };
    return {
      checks: [
        { id: 'sign-in', title: 'Sign in', run: signIn },
        { id: 'list', title: 'List accounts', run: async () => ({ ok: true, detail: read().length + ' accounts.' }) },
      ],
      users: {
        list: async () => ({ items: read().map(show), complete: true }),
        find: async ({ remote, value }) => read().filter(({ fields }) => fields[remote] === value).map(show)[0],
        get: async (id) => {
          const account = read().find((one) => one.id === id);
          if (!account) throw Object.assign(new Error('file: there is no account ' + id + '. Look at the file.'), notFound);
          return show(account);
        },
        create: async (fields) => {
          judge(fields);
          if (existsSync('slow')) await new Promise((go) => setTimeout(go, 300));
          const account = { id: String(Math.max(0, ...read().map(({ id }) => Number(id))) + 1), fields, active: true };
          write([...read(), account]);
          return show(account);
        },
        update: (ref, { set, cleared, added, removed }) =>
          change(ref, ({ fields }) => {
            judge(set);
            Object.assign(fields, set);
            for (const name of cleared) delete fields[name];
            const kept = (fields.roles ?? []).filter((role) => !removed.roles?.includes(role));
            if (added.roles || removed.roles) fields.roles = [...new Set([...kept, ...(added.roles ?? [])])];
          }),
        deactivate: (ref) => change(ref, (account) => { account.active = false; }),
        reactivate: (ref) => change(ref, (account) => { account.active = true; }),
        remove: async ({ id }, { reassignTo }) => {
          write(read().filter((account) => account.id !== id));
          writeFileSync(file + '.heir', String(reassignTo));
          return { kind: 'removed' };
        },
      },
      webhook: {
        receive: ({ headers }) =>
          headers['x-password'] === password ? { id: headers['x-delivery'], at: Number(headers['x-at']) } : undefined,
      },
      openRegistration: async () => false,
      dispose: async () => writeFileSync(file + '.disposed', ''),
    };
  },
};
`;
