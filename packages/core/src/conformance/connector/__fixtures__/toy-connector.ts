import { z } from 'zod';
import type { Account, AccountRef, Change } from '../../../connector/account.js';
import { applyChange } from '../../../connector/apply-change.js';
import type { AttributeRule } from '../../../connector/attribute-rule.js';
import type { Connector, ConnectorModule, ResourceConnector } from '../../../connector/connector.js';
import { ConnectorError } from '../../../connector/connector-error.js';
import { defineConnector } from '../../../connector/define-connector.js';
import { administratorId, type Fault, type ToyRecord, type ToySite } from './toy-site.js';

export const pageSize = 2;

const folded = (value: unknown) => String(value).toLowerCase();

/** E-mails do not mind case, log-ins do. */
const rules: readonly AttributeRule[] = [
  { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
  { scim: 'emails.value', remote: 'email', required: true, correlates: 'ask', same: (a, b) => folded(a) === folded(b) },
  { scim: 'name.givenName', remote: 'first' },
  { scim: 'name.familyName', remote: 'last' },
  { scim: 'locale', remote: 'country' },
];

/** A connector that keeps the contract, or, with a fault, breaks it in one way. */
export function toyModule(site: ToySite, fault?: Fault): ConnectorModule {
  const misspelt: AttributeRule = { scim: 'nikName', remote: 'nick' };
  return defineConnector({
    name: 'toy',
    title: 'Toy',
    config: z.object({ token: z.string() }),
    users: {
      rules: fault === 'a rule is misspelt' ? [...rules, misspelt] : rules,
      roles: { remote: 'roles', privileged: ['administrator'] },
      reassign: 'required',
    },
    connect: ({ token }) => connectToy(site, token, fault),
  });
}

function connectToy(site: ToySite, token: string, fault: Fault | undefined): Connector {
  const trusted = token === 'right' || fault === 'checks do not look at the credentials';
  const refused = { ok: false, detail: 'The token was refused.', hint: 'Make a new one.' } as const;
  const connection = String(Math.random());
  return {
    checks: [
      { id: 'reach', title: 'Reach the site', run: async () => ({ ok: true, detail: 'It answers.' }) },
      {
        id: 'sign-in',
        title: 'Sign in',
        async run() {
          if (!trusted && fault === 'a check throws for wrong credentials') throw new Error('401');
          return trusted ? { ok: true, detail: 'Signed in.' } : refused;
        },
      },
      {
        id: 'list',
        title: 'List accounts',
        async run() {
          if (fault === 'a check fails') return { ok: false, detail: 'May not list.', hint: 'Give it the right.' };
          return { ok: true, detail: 'May list.' };
        },
      },
    ],
    site: async () => (fault === 'the site is named after the connection' ? connection : 'https://toy.example'),
    users: toyUsers(site, token, fault),
  };
}

function toyUsers(site: ToySite, token: string, fault: Fault | undefined): ResourceConnector {
  const { records } = site;
  const positions = new Map<string, number>();
  const removed = new Map<string, ToyRecord>();
  let walks = 0;

  function enter(signal: AbortSignal): void {
    if (signal.aborted && fault !== 'signals are not looked at') throw new ConnectorError('unavailable', 'toy: cancelled');
    if (token !== 'right') throw new ConnectorError('auth', 'toy: the token was refused. Make a new one.');
  }

  function read(id: string): ToyRecord {
    const record = records.get(id);
    if (record === undefined) throw new ConnectorError('not-found', `toy: no account ${id}`);
    return record;
  }

  function write(record: ToyRecord): Account {
    const fields = fault === 'ampersands are escaped' ? escapeAll(record.fields) : record.fields;
    const stored = { ...record, fields };
    records.set(record.id, stored);
    return toAccount(stored);
  }

  function toAccount({ id, fields, roles, active }: ToyRecord): Account {
    const identities: Partial<Record<Fault, string>> = {
      'identity is the same for all': 'toy',
      'identity follows the e-mail': String(fields.email),
    };
    return {
      id,
      identity: (fault && identities[fault]) ?? `${id}-${String(fields.login)}`,
      fields: { ...fields, roles },
      active: active || fault === 'deactivate says active',
      memo: { roles },
      ...(roles.includes('administrator') && fault !== 'nobody is privileged' && { privileged: true }),
      ...(id === administratorId && fault !== 'nobody is protected' && { protected: 'the last administrator' }),
    };
  }

  function matches(stored: unknown, asked: unknown, remote: string): boolean {
    const ignoresCase = fault === 'find ignores case everywhere' || (remote === 'email' && fault !== 'find minds case');
    const [one, other] = ignoresCase ? [folded(stored), folded(asked)] : [String(stored), String(asked)];
    if (fault === 'find takes a prefix') return one.startsWith(other);
    return one === other || (fault === 'find takes a wildcard' && other === '*');
  }

  function find(remote: string, asked: unknown): ToyRecord | undefined {
    if (fault === 'find does not know one field' && remote === 'login') return undefined;
    return [...records.values()].findLast(({ fields }) => matches(fields[remote], asked, remote));
  }

  function isTaken(fields: Readonly<Record<string, unknown>>): boolean {
    const stands = [...records.values()];
    return stands.some((one) => one.fields.login === fields.login || folded(one.fields.email) === folded(fields.email));
  }

  return {
    async list(cursor, signal) {
      enter(signal);
      if (cursor === undefined) walks += 1;
      const [kept = '0', direction = ''] = cursor?.split(' ') ?? ['0', walks % 2 === 0 ? 'back' : 'forth'];
      const start = fault === 'cursors belong to the connection' ? (positions.get(kept) ?? 0) : Number(kept);
      const all = [...records.values()].slice(0, fault === 'list leaves out the last' ? -1 : undefined).map(toAccount);
      if (fault === 'list turns around' && direction === 'back') all.reverse();
      const end = start + pageSize;
      positions.set(String(end), end);
      const overlap = fault === 'list repeats at a page' && end === 2 * pageSize ? 1 : 0;
      const items = all.slice(start - overlap, end);
      return {
        items: fault === 'list shows less than get' ? items.map(withoutFirst) : items,
        complete: fault !== 'list says that it is incomplete',
        ...(end < all.length && { next: `${end} ${direction}` }),
      };
    },

    async find({ remote, value }, signal) {
      enter(signal);
      const record = find(remote, value);
      if (record === undefined && fault === 'find throws for nobody') throw new ConnectorError('not-found', 'toy: nobody');
      return record && toAccount(record);
    },

    async get(id, signal) {
      enter(signal);
      const ghost = fault === 'get shows the removed' ? removed.get(id) : undefined;
      return toAccount(ghost ?? read(id));
    },

    async create({ roles, ...fields }, signal) {
      enter(signal);
      if (isTaken(fields)) {
        if (fault === 'conflicts are plain errors') throw Object.assign(new Error('taken'), { kind: 'conflict' });
        if (fault !== 'create overwrites') throw new ConnectorError('conflict', 'toy: taken', { field: 'login' });
      }
      const stored = fault === 'create drops a field' ? { ...fields, country: undefined } : fields;
      return write({ id: site.nextId(), fields: stored, roles: toRoles(roles ?? ['reader']), active: true });
    },

    async update({ id, current }, change, signal) {
      enter(signal);
      if (fault === 'update brings back the removed' && !records.has(id)) {
        return write({ id, fields: { ...current.fields, ...change.set }, roles: [], active: true });
      }
      const before = read(id);
      const after = write(updated(before, change, fault));
      return fault === 'update answers with what was before' ? toAccount(before) : after;
    },

    async deactivate({ id }, signal) {
      enter(signal);
      const record = read(id);
      if (!record.active && fault === 'deactivate fails the second time') throw new ConnectorError('invalid', 'toy: inactive');
      return write({ ...record, roles: [], active: false });
    },

    async reactivate({ id, memo, without }: AccountRef, signal) {
      enter(signal);
      const record = read(id);
      if (fault === 'reactivate does nothing') return toAccount(record);
      const remembered = typeof memo === 'object' && memo !== null && 'roles' in memo ? memo.roles : [];
      const revoked = fault === 'reactivate gives everything back' ? [] : toRoles(without?.['roles']);
      const roles = fault === 'reactivate forgets the roles' ? [] : toRoles(remembered);
      return write({ ...record, roles: roles.filter((role) => !revoked.includes(role)), active: true });
    },

    async owned({ id }, signal) {
      enter(signal);
      const owners = [...site.content.values()];
      const everybody = fault === 'what others own is counted';
      return { count: everybody ? owners.length + 1 : owners.filter((owner) => owner === id).length, of: 'posts' };
    },

    async remove({ id }, { reassignTo }, signal) {
      enter(signal);
      if (!records.has(id) && fault === 'remove fails the second time') read(id);
      if (reassignTo === undefined && fault !== 'remove needs no heir') throw new ConnectorError('invalid', 'toy: name an heir');
      for (const [content, owner] of site.content) {
        if (owner !== id) continue;
        if (reassignTo === undefined || fault === 'content goes with the account') site.content.delete(content);
        else site.content.set(content, reassignTo);
      }
      const record = records.get(id);
      if (record !== undefined) removed.set(id, record);
      records.delete(id);
      return { kind: 'removed' };
    },
  };
}

function updated(before: ToyRecord, change: Change, fault: Fault | undefined): ToyRecord {
  const cleared = fault === 'update cannot clear' ? [] : change.cleared;
  const base = fault === 'update empties the rest' ? { login: before.fields.login } : before.fields;
  const { roles, ...fields } = applyChange({ ...base, roles: before.roles }, { ...change, cleared });
  const shouted = { ...fields, country: String(fields.country).toUpperCase() };
  return {
    ...before,
    fields: fault === 'update stores a country in capitals' && change.set.country !== undefined ? shouted : fields,
    roles: fault === 'roles are replaced' && change.added.roles ? toRoles(change.added.roles) : toRoles(roles),
  };
}

function toRoles(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function withoutFirst(account: Account): Account {
  const { first, ...fields } = account.fields;
  return { ...account, fields };
}

function escapeAll(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const escape = (value: unknown) => (typeof value === 'string' ? value.replaceAll('&', '&amp;') : value);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, escape(value)]));
}
