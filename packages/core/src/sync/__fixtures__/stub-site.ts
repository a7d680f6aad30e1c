import { z } from 'zod';
import type { Account, AccountRef, Change } from '../../connector/account.js';
import type { Changes, Delta } from '../../connector/changes.js';
import type { Connector, ConnectorModule } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { Webhook } from '../../connector/webhook.js';
import { defineConnector } from '../../connector/define-connector.js';
import { createStubGroups, groupRules } from './stub-groups.js';

interface Row {
  id: string;
  born: number;
  fields: Record<string, unknown>;
  roles: string[];
  active: boolean;
}

export type Call = 'get' | 'find' | 'create' | 'update' | 'deactivate' | 'reactivate' | 'remove' | 'list' | 'changes' | 'members';

/** An application in memory whose every call can be delayed, refused, or done and its answer lost. */
export interface StubSite {
  readonly module: ConnectorModule;
  readonly connector: Connector;
  readonly rows: Map<string, Row>;
  readonly groups: ReturnType<typeof createStubGroups>;
  /** Every call that arrived, in order: `create anna`. */
  readonly calls: string[];
  underWay: number;
  /** The fields of the newest create or update. */
  asked?: Readonly<Record<string, unknown>>;
  site: string;
  openRegistration: boolean;
  now: number;
  /** Asked before each call; throw to refuse it. */
  before(call: Call, subject: string): void | Promise<void>;
  /** Asked after the call took effect; throw to lose its answer. */
  after(call: Call, subject: string): void | Promise<void>;
  /** Puts an account there that Linkspan did not make. */
  place(fields: Record<string, unknown>, options?: { roles?: string[]; born?: number; id?: string }): Row;
  byLogin(login: string): Row | undefined;
  /** Absent: the site tells no changes. */
  feed?: StubFeed;
  /** Somebody changes something there: `null` deletes the account. */
  edit(login: string, change: StubEdit | null, by?: string): void;
}

export interface StubFeed {
  id: string;
  readonly events: { readonly seq: number; readonly delta: Delta }[];
}

export interface StubEdit {
  readonly fields?: Record<string, unknown>;
  readonly roles?: string[];
  readonly active?: boolean;
}

export function createStubSite(): StubSite {
  const rows = new Map<string, Row>();
  const calls: string[] = [];
  let sequence = 0;

  async function call<Result>(name: Call, subject: string, run: () => Result): Promise<Result> {
    calls.push(`${name} ${subject}`);
    stub.underWay += 1;
    try {
      await stub.before(name, subject);
      const result = run();
      await stub.after(name, subject);
      return result;
    } finally {
      stub.underWay -= 1;
    }
  }

  function row(id: string): Row {
    const found = rows.get(id);
    if (found === undefined) throw new ConnectorError('not-found', `no account ${id}`);
    return found;
  }

  function account(one: Row): Account {
    return {
      id: one.id,
      identity: `${one.fields.login} ${one.born}`,
      // Nothing is there, which is not the same as not to be read.
      fields: { title: '', ...one.fields, roles: [...one.roles] },
      active: one.active,
      created: one.born,
      ...(one.active && { memo: { roles: [...one.roles] } }),
      privileged: one.roles.includes('administrator'),
      ...(one.fields.login === 'service' && { protected: 'it is the service account' }),
    };
  }

  function refuseTaken(fields: Record<string, unknown>, id?: string): void {
    for (const other of rows.values()) {
      for (const field of ['login', 'email']) {
        const same = String(other.fields[field]).toLowerCase() === String(fields[field]).toLowerCase();
        if (other.id !== id && fields[field] !== undefined && same) {
          throw new ConnectorError('conflict', `stub: the ${field} "${fields[field]}" is taken.`, { field });
        }
      }
    }
  }

  /** A row for each change, whoever made it; ours, too. */
  function tell(id: string, delta: Omit<Delta, 'id'>): void {
    const { feed } = stub;
    if (feed === undefined) return;
    const seq = (feed.events.at(-1)?.seq ?? 0) + 1;
    feed.events.push({ seq, delta: { id, at: Date.now(), origin: 'theirs', ...delta } });
  }

  function readFeed(since: string | undefined): Changes {
    const { feed } = stub;
    if (feed === undefined) throw new ConnectorError('unsupported', 'stub: the companion is not there.');
    const [known, from = '0'] = since?.split(':') ?? [];
    const last = feed.events.at(-1)?.seq ?? 0;
    const isSame = known === undefined || known === feed.id;
    const behind = since === undefined || !isSame ? [] : feed.events.filter(({ seq }) => seq > Number(from));
    const page = behind.slice(0, 2);
    return {
      items: page.map(({ delta }) => delta),
      checkpoint: `${feed.id}:${behind.length > page.length ? (page.at(-1)?.seq ?? last) : last}`,
      more: behind.length > page.length,
      complete: isSame && Number(from) <= last,
    };
  }

  const groups = createStubGroups(call, () => stub.now);
  const name = (ref: AccountRef) => String(ref.current.fields.login);

  const webhook: Webhook = {
    receive: ({ headers, body }) =>
      headers.signature === 'good' ? JSON.parse(Buffer.from(body).toString()) : undefined,
  };

  const stub: StubSite = {
    rows,
    groups,
    calls,
    underWay: 0,
    site: 'https://stub.example',
    openRegistration: false,
    now: 1_000_000,
    before() {},
    after() {},
    edit(login, change, by = 'Mallory') {
      const one = stub.byLogin(login);
      if (one === undefined) throw new Error(`there is no ${login}`);
      if (change === null) {
        rows.delete(one.id);
        return tell(one.id, { kind: 'deleted', by });
      }
      const { fields = {}, roles, active } = change;
      Object.assign(one.fields, fields);
      if (roles !== undefined) one.roles = roles;
      if (active !== undefined) one.active = active;
      const named = [...Object.keys(fields), ...(roles ? ['roles'] : []), ...(active === undefined ? [] : ['active'])];
      tell(one.id, { kind: 'changed', by, fields: named });
    },
    byLogin: (login) => [...rows.values()].find((one) => one.fields.login === login),
    place(fields, options = {}) {
      sequence += 1;
      const id = options.id ?? String(sequence);
      const placed = { id, born: options.born ?? 0, fields, roles: options.roles ?? ['subscriber'], active: true };
      rows.set(id, placed);
      return placed;
    },
    module: defineConnector({
      name: 'stub',
      title: 'Stub',
      config: z.object({}),
      users: {
        rules: [
          {
            scim: 'userName',
            remote: 'login',
            when: 'create',
            required: true,
            correlates: 'adopt',
            flow: 'both',
            convert: { toRemote: (value) => String(value).replaceAll('+', '.'), toScim: (value) => value },
          },
          {
            scim: ['emails[primary eq true].value', 'emails.value'],
            remote: 'email',
            required: true,
            correlates: 'ask',
            selfEntered: true,
            flow: 'both',
          },
          { scim: 'displayName', remote: 'name', flow: 'both' },
          { scim: 'title', remote: 'title', flow: 'both' },
        ],
        roles: { remote: 'roles', privileged: ['administrator'] },
        password: 'password',
      },
      groups: groupRules,
    }),
    connector: {
      groups: groups.connector,
      webhook,
      checks: [{ id: 'reach', title: 'Reach', run: async () => ({ ok: true, detail: 'stub' }) }],
      site: async () => stub.site,
      openRegistration: async () => stub.openRegistration,
      users: {
        list: () => call('list', '', () => ({ items: [...rows.values()].map(account), complete: true })),
        find: ({ remote, value }) =>
          call('find', String(value), () => {
            const found = [...rows.values()].find(
              (one) => String(one.fields[remote]).toLowerCase() === String(value).toLowerCase(),
            );
            return found && account(found);
          }),
        changes: (since) => call('changes', since ?? '', () => readFeed(since)),
        get: (id) => call('get', id, () => account(row(id))),
        create: (fields) => {
          stub.asked = fields;
          return call('create', String(fields.login), () => {
            const { roles, ...rest } = fields;
            refuseTaken(rest);
            const made = stub.place(rest, {
              roles: Array.isArray(roles) ? roles.map(String) : ['subscriber'],
              born: stub.now,
            });
            return account(made);
          });
        },
        update: (ref, change) => {
          stub.asked = change.set;
          return call('update', name(ref), () => {
            const one = row(ref.id);
            refuseTaken(change.set, ref.id);
            Object.assign(one.fields, change.set);
            tell(one.id, { kind: 'changed', origin: 'ours', by: 'linkspan', fields: Object.keys(change.set) });
            for (const field of change.cleared) delete one.fields[field];
            one.roles = changedRoles(one.roles, change);
            return account(one);
          });
        },
        deactivate: (ref) =>
          call('deactivate', name(ref), () => {
            Object.assign(row(ref.id), { active: false, roles: [] });
            return { ...account(row(ref.id)), remaining: ['the door at the back'] };
          }),
        reactivate: (ref) =>
          call('reactivate', name(ref), () => {
            const memo = ref.memo as { readonly roles: string[] } | undefined;
            const roles = (memo?.roles ?? ['subscriber']).filter((role) => !ref.without?.roles?.includes(role));
            Object.assign(row(ref.id), { active: true, roles });
            return account(row(ref.id));
          }),
        remove: (ref) =>
          call('remove', name(ref), () => {
            rows.delete(ref.id);
            return { kind: 'removed' as const };
          }),
      },
    },
  };
  return stub;
}

function changedRoles(roles: readonly string[], change: Change): string[] {
  const removed = change.removed.roles ?? [];
  const kept = roles.filter((role) => !removed.includes(role));
  return [...new Set([...kept, ...(change.added.roles ?? []).map(String)])];
}
