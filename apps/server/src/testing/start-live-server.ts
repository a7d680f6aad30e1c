import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Link } from '@linkspan/core';
import { expect } from 'vitest';
import { startTestServer, type TestServer } from './start-test-server.js';
import { fileConnector, writeFileConnector } from './write-file-connector.js';

type Keys = Readonly<Record<string, unknown>>;

export interface Account {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly active: boolean;
}

/** A running server whose configuration is changed under it: the application `blog` keeps its accounts in a file. */
export interface LiveServer extends TestServer {
  /** The whole file, until it holds. `keys` are those of the application `blog`, `more` those of the file. */
  change(keys: Keys, more?: Keys): Promise<void>;
  /** Writes this file, and does not wait. */
  write(text: string): void;
  /** As `change` would write it. */
  textOf(keys: Keys, more?: Keys): string;
  addUser(userName: string, attributes?: Keys): Promise<string>;
  patch(place: string, attributes: Keys): Promise<void>;
  remove(place: string): Promise<void>;
  addGroup(displayName: string, members: readonly string[]): Promise<string>;
  /** The link of a person; an empty one where there is none. */
  link(id: string): Promise<Partial<Link>>;
  accounts(): readonly Account[];
  account(login: string): Account | undefined;
  /** The attributes of a person in the directory. */
  person(id: string): Promise<Keys | undefined>;
  /** Somebody changes an account there. */
  edit(login: string, fields: Keys, active?: boolean): void;
  /** Puts accounts there that Linkspan did not make. */
  place(...accounts: readonly Account[]): void;
  /** Every line of the log. */
  logged(): readonly Readonly<Record<string, unknown>>[];
}

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

export async function startLiveServer(keys: Keys = {}, more: Keys = {}): Promise<LiveServer> {
  const lines: string[] = [];
  const log = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  let home = '';
  const configuration = (own: Keys, others: Keys) => ({
    clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }] } },
    applications: {
      blog: {
        connector: fileConnector,
        config: { file: join(home, 'accounts.json'), password: { env: 'PASSWORD' } },
        ...own,
      },
    },
    ...others,
  });
  const prepare = (folder: string) => {
    home = folder;
    writeFileConnector(folder);
    writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(configuration(keys, more)));
  };
  const server = await startTestServer(undefined, {
    prepare,
    log,
    environment: { PASSWORD: 'right' },
    configurationInterval: 50,
  });
  const { folder, call, host } = server;
  const file = join(folder, 'accounts.json');
  const textOf = (own: Keys, others: Keys = {}) => JSON.stringify(configuration(own, others));
  const write = (text: string) => writeFileSync(join(folder, 'linkspan.yaml'), text);
  const accounts = (): readonly Account[] => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);

  async function send(method: string, place: string, body?: object): Promise<{ readonly id: string }> {
    const init = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await call(place, { ...init, headers: { 'content-type': 'application/scim+json' } });
    if (!response.ok) throw new Error(`${method} ${place}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? { id: '' } : ((await response.json()) as { readonly id: string });
  }

  return {
    ...server,
    textOf,
    write,
    async change(own, others) {
      const before = host.parts.present;
      write(textOf(own, others));
      await expect.poll(() => host.parts.present !== before, { timeout: 15_000 }).toBe(true);
    },
    addUser: async (userName, attributes = {}) =>
      (await send('POST', '/Users', { schemas: [userSchema], userName, active: true, ...attributes })).id,
    async patch(place, attributes) {
      const Operations = [{ op: 'replace', value: attributes }];
      await send('PATCH', place, { schemas: [patchSchema], Operations });
    },
    async remove(place) {
      await send('DELETE', place);
    },
    addGroup: async (displayName, members) =>
      (
        await send('POST', '/Groups', {
          schemas: [groupSchema],
          displayName,
          members: members.map((value) => ({ value })),
        })
      ).id,
    link: async (id) => (await host.parts.store.links.find('blog', id)) ?? {},
    accounts,
    account: (login) => accounts().find(({ fields }) => fields.login === login),
    async person(id) {
      const scope = { directory: 'main', client: 'idp' };
      return (await host.parts.store.resources.find(scope, 'User', id))?.attributes;
    },
    edit(login, fields, active = true) {
      const edited = accounts().map((one) =>
        one.fields.login === login ? { ...one, active, fields: { ...one.fields, ...fields } } : one,
      );
      writeFileSync(file, JSON.stringify(edited));
    },
    place: (...placed) => writeFileSync(file, JSON.stringify([...accounts(), ...placed])),
    logged: () => lines.map((line) => JSON.parse(line)),
  };
}
