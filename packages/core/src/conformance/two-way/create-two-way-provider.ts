import type { Json, JsonObject } from '../../scim/json.js';
import { createScimServer } from '../../scim/server/create-scim-server.js';
import type { ResourceRecord } from '../../store/resource.js';
import type { Store } from '../../store/store.js';
import { directory } from '../histories/commit-change.js';
import { editors } from '../histories/create-identity-provider.js';
import type { Ledger } from './create-ledger.js';
import { type Attribute, attributes, type PersonName } from './two-way-history.js';

/** What it sent of one person last. */
interface Sent {
  readonly id: string;
  readonly title?: string;
  readonly displayName: string;
  readonly email: string;
  readonly active: boolean;
}

/** An identity provider that sends over SCIM, and repeats what it has. It looks at nothing that others write. */
export interface TwoWayProvider {
  put(name: PersonName, says: readonly Attribute[], active: boolean | undefined): Promise<void>;
  patch(name: PersonName, says: Attribute, clear: boolean): Promise<void>;
  delete(name: PersonName): Promise<void>;
  setMember(name: PersonName, joins: boolean): Promise<void>;
  /** The whole group, as it has it. */
  putGroup(): Promise<void>;
  /** Whom it deleted, and has not made again. */
  readonly deleted: ReadonlySet<string>;
  /** Whom it said to have left. */
  readonly left: ReadonlySet<string>;
}

export const scope = { directory, client: 'idp' };
const client = {
  id: 'idp',
  directory,
  baseUrl: 'https://hub.example',
  scopes: new Set(['read', 'write'] as const),
  quirks: [],
};

export function createTwoWayProvider(store: Store, ledger: Ledger, hint: () => void): TwoWayProvider {
  const scim = createScimServer({ resources: store.resources, onCommit: hint });
  const sent = new Map<PersonName, Sent>();
  const deleted = new Set<string>();
  const left = new Set<string>();
  let members: readonly PersonName[] = [];
  let group: string | undefined;
  let count = 0;

  async function request(method: string, path: string, body?: Json): Promise<{ status: number; body: JsonObject }> {
    const [place = '', query = ''] = path.split('?');
    const answer = await scim.handle(
      {
        method,
        path: place,
        query: new URLSearchParams(query),
        headers: {},
        requestId: 'idp',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      },
      client,
    );
    const text = typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body;
    return { status: answer.status, body: (text ?? {}) as JsonObject };
  }

  async function expect(statuses: readonly number[], method: string, path: string, body?: Json) {
    const answer = await request(method, path, body);
    if (!statuses.includes(answer.status))
      throw new Error(`the directory answered ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  }

  function next(name: PersonName, attribute: Attribute): string {
    count += 1;
    if (attribute === 'email') return `${name}.D${count}@Example.org`;
    return attribute === 'title' ? `directory ${count}` : `${name} & D${count}`;
  }

  function documentOf(name: PersonName, { title, displayName, email, active }: Omit<Sent, 'id'>): JsonObject {
    return {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: name,
      externalId: `ext-${name}`,
      displayName,
      active,
      ...(title !== undefined && { title }),
      emails: [{ value: email, primary: true }],
    };
  }

  /** What it says that is new to the directory, and no repetition. */
  function note(
    name: PersonName,
    person: Omit<Sent, 'id'>,
    said: readonly (Attribute | 'active')[],
    before: ResourceRecord | undefined,
  ): void {
    const standing = before === undefined ? undefined : valuesOf(before);
    for (const attribute of said) {
      const value = attribute === 'active' ? person.active : comparable(attribute, person[attribute]);
      // That somebody has left is its word also where the application had said so before.
      if (attribute === 'active' || standing?.[attribute] !== value)
        ledger.say(`${name} ${attribute}`, 'directory', value);
    }
    if (person.active) left.delete(name);
    else left.add(name);
  }

  async function create(name: PersonName, person: Omit<Sent, 'id'>): Promise<void> {
    for (const attribute of [...attributes, 'active', 'roles']) ledger.loosen(`${name} ${attribute}`);
    const made = await expect([201, 409], 'POST', '/Users', documentOf(name, person));
    if (made.status === 201) {
      deleted.delete(name);
      sent.set(name, { ...person, id: String(made.body.id) });
      return note(name, person, [...attributes, 'active'], undefined);
    }
    // It came up at the application first: found by its userName as identity providers do, and theirs once the operator has said so.
    const found = await expect([200], 'GET', `/Users?filter=userName eq "${name}"`);
    const [first] = found.body.Resources as readonly JsonObject[];
    if (first === undefined) return;
    const id = String(first.id);
    await takeOver(id);
    sent.set(name, { ...person, id, active: true });
    await replace(name, person, attributes);
  }

  async function takeOver(id: string): Promise<void> {
    const owner = (await store.resources.find(scope, 'User', id))?.owner;
    if (owner === undefined || owner === client.id) return;
    const only = { type: 'User', id };
    await store.resources.handOver({ directory, from: owner, to: client.id, only, actor: 'operator' });
  }

  async function replace(name: PersonName, person: Omit<Sent, 'id'>, said: readonly Attribute[]): Promise<void> {
    const { id = '', active } = sent.get(name) ?? {};
    const before = await store.resources.find(scope, 'User', id);
    const { status } = await expect([200, 404], 'PUT', `/Users/${id}`, documentOf(name, person));
    // Somebody deleted it at the application: made anew with the next word about it.
    if (status === 404) return forget(name);
    sent.set(name, { ...person, id });
    note(name, person, active === person.active ? said : [...said, 'active'], before);
  }

  function forget(name: PersonName): void {
    sent.delete(name);
    left.delete(name);
    members = members.filter((member) => member !== name);
  }

  return {
    deleted,
    left,
    async put(name, says, active) {
      const known = sent.get(name);
      const said = known === undefined ? attributes : says;
      const words = Object.fromEntries(said.map((attribute) => [attribute, next(name, attribute)]));
      const person = { displayName: name, email: name, active: active ?? true, ...known, ...words };
      if (active !== undefined) Object.assign(person, { active });
      const { id: _, ...rest } = { id: '', ...person };
      if (known === undefined) await create(name, rest);
      else await replace(name, rest, said);
    },
    async patch(name, says, clear) {
      const known = sent.get(name);
      if (known === undefined) return;
      const isCleared = clear && says === 'title';
      const value = isCleared ? undefined : next(name, says);
      const before = await store.resources.find(scope, 'User', known.id);
      const path = says === 'email' ? 'emails[primary eq true].value' : says;
      const operation = isCleared ? { op: 'remove', path } : { op: 'replace', path, value: value ?? '' };
      const { status } = await expect([200, 404], 'PATCH', `/Users/${known.id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [operation],
      });
      if (status === 404 || before === undefined) return forget(name);
      const { title, ...others } = known;
      const kept = says === 'title' || title === undefined ? others : { ...others, title };
      sent.set(name, { ...kept, ...(value !== undefined && { [says]: value }) });
      const standing = valuesOf(before)[says];
      const word = comparable(says, value);
      if (standing !== word) ledger.say(`${name} ${says}`, 'directory', word);
    },
    async delete(name) {
      const known = sent.get(name);
      if (known === undefined) return;
      const { status } = await expect([204, 404], 'DELETE', `/Users/${known.id}`);
      forget(name);
      if (status === 204) deleted.add(name);
      for (const attribute of [...attributes, 'active', 'roles']) ledger.loosen(`${name} ${attribute}`);
    },
    async setMember(name, joins) {
      const { id } = sent.get(name) ?? {};
      if (id === undefined || group === undefined) return;
      const before = await isMember(store, group, id);
      const operation = joins
        ? { op: 'add', path: 'members', value: [{ value: id }] }
        : { op: 'remove', path: `members[value eq "${id}"]` };
      const { status } = await expect([204, 400], 'PATCH', `/Groups/${group}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [operation],
      });
      if (status === 400) return;
      members = [...members.filter((member) => member !== name), ...(joins ? [name] : [])];
      if (before !== joins) ledger.say(`${name} roles`, 'directory', joins);
    },
    async putGroup() {
      const body = (named: readonly PersonName[]) => ({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: editors,
        externalId: 'ext-editors',
        members: named.flatMap((name) => sent.get(name)?.id ?? []).map((value) => ({ value })),
      });
      if (group === undefined) {
        group = String((await expect([201], 'POST', '/Groups', body([]))).body.id);
        return;
      }
      for (const name of members)
        if ((await store.resources.find(scope, 'User', sent.get(name)?.id ?? '')) === undefined) forget(name);
      await expect([200], 'PUT', `/Groups/${group}`, body(members));
    },
  };
}

/** As they are compared: in lower case where the application keeps no other; nothing is ''. */
export function valuesOf({ attributes: document }: ResourceRecord) {
  const [email] = Array.isArray(document.emails) ? (document.emails as readonly JsonObject[]) : [];
  return {
    title: comparable('title', document.title),
    displayName: comparable('displayName', document.displayName),
    email: comparable('email', email?.value),
    active: document.active !== false,
  };
}

export function comparable(attribute: Attribute, value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  return attribute === 'email' ? text.toLowerCase() : text;
}

export async function isMember(store: Store, group: string, id: string): Promise<boolean> {
  const listed = await store.resources.listMembers(scope, { group, limit: 100 });
  return listed.some(({ value }) => value === id);
}
