import type { Account, Change } from '../../../connector/account.js';
import { applyChange } from '../../../connector/apply-change.js';
import type { ResourceConnector } from '../../../connector/connector.js';
import { ConnectorError } from '../../../connector/connector-error.js';
import { createFeedReader, type ToyRow } from './toy-feed.js';
import { type Fault, protectedId, type ToyRecord, type ToyTable } from './toy-site.js';

export const pageSize = 2;

export const folded = (value: unknown) => String(value).toLowerCase();

/** How accounts of one type look. */
export interface ToyShape {
  /** A unique field that minds case, and one that does not. */
  readonly exact: string;
  readonly folded: string;
  /** What a listing may forget. */
  readonly shy: string;
  /** What may be empty. */
  readonly optional: readonly string[];
  readonly hasRoles: boolean;
  identity(record: ToyRecord): string;
}

/** What users and groups have in common. */
export interface ToyPart {
  enter(signal: AbortSignal): void;
  /** `not-found` where there is none. */
  read(id: string): ToyRecord;
  write(record: ToyRecord, what: ToyRow['what'], changed: readonly string[]): Account;
  toAccount(record: ToyRecord): Account;
  readonly resources: Required<Pick<ResourceConnector, 'changes' | 'list' | 'find' | 'get' | 'create' | 'update' | 'remove'>>;
}

export function toyPart(
  { records, feed, nextId }: ToyTable,
  shape: ToyShape,
  token: string,
  fault: Fault | undefined,
): ToyPart {
  const positions = new Map<string, number>();
  const removed = new Map<string, ToyRecord>();
  let walks = 0;
  const readFeed = createFeedReader(feed, fault);
  const optional = fault === 'what is empty is left out' ? [] : shape.optional;
  const nothings = Object.fromEntries(optional.map((name) => [name, '']));

  function enter(signal: AbortSignal): void {
    if (signal.aborted && fault !== 'signals are not looked at') throw new ConnectorError('unavailable', 'toy: cancelled');
    if (token !== 'right') throw new ConnectorError('auth', 'toy: the token was refused. Make a new one.');
  }

  function read(id: string): ToyRecord {
    const record = records.get(id);
    if (record === undefined) throw new ConnectorError('not-found', `toy: no account ${id}`);
    return record;
  }

  function write(record: ToyRecord, what: ToyRow['what'], changed: readonly string[]): Account {
    const fields = fault === 'ampersands are escaped' ? escapeAll(record.fields) : record.fields;
    const stored = { ...record, fields: { ...nothings, ...fields } };
    records.set(record.id, stored);
    feed.write({ id: record.id, what, origin: 'ours', fields: changed });
    return toAccount(stored);
  }

  function toAccount(record: ToyRecord): Account {
    const { id, fields, roles, active } = record;
    const identities: Partial<Record<Fault, string>> = {
      'identity is the same for all': 'toy',
      'identity follows the e-mail': String(fields[shape.folded]),
    };
    return {
      id,
      identity: (fault && identities[fault]) ?? shape.identity(record),
      fields: { ...fields, ...(shape.hasRoles && { roles }) },
      active: active || fault === 'deactivate says active',
      ...(shape.hasRoles && { memo: { roles } }),
      ...(roles.includes('administrator') && fault !== 'nobody is privileged' && { privileged: true }),
      ...(id === protectedId && fault !== 'nobody is protected' && { protected: 'the site needs it' }),
    };
  }

  function matches(stored: unknown, asked: unknown, remote: string): boolean {
    const minds = remote !== shape.folded || fault === 'find minds case';
    const [one, other] =
      minds && fault !== 'find ignores case everywhere'
        ? [String(stored), String(asked)]
        : [folded(stored), folded(asked)];
    if (fault === 'find takes a prefix') return one.startsWith(other);
    return one === other || (fault === 'find takes a wildcard' && other === '*');
  }

  function find(remote: string, asked: unknown): ToyRecord | undefined {
    if (fault === 'find does not know one field' && remote === shape.exact) return undefined;
    return [...records.values()].findLast(({ fields }) => matches(fields[remote], asked, remote));
  }

  function isTaken(fields: Readonly<Record<string, unknown>>, id?: string): boolean {
    const { [shape.exact]: exact, [shape.folded]: loose } = fields;
    const others = [...records.values()].filter((one) => one.id !== id);
    return others.some(
      ({ fields: there }) =>
        (exact !== undefined && there[shape.exact] === exact) ||
        (loose !== undefined && folded(there[shape.folded]) === folded(loose)),
    );
  }

  function updated(before: ToyRecord, change: Change): ToyRecord {
    const cleared = fault === 'update cannot clear' ? [] : change.cleared;
    const base =
      fault === 'update empties the rest' ? { [shape.exact]: before.fields[shape.exact] } : before.fields;
    const { roles, ...fields } = applyChange({ ...base, roles: before.roles }, { ...change, cleared });
    const shouted = { ...fields, country: String(fields.country).toUpperCase() };
    return {
      ...before,
      fields: fault === 'update stores a country in capitals' && change.set.country !== undefined ? shouted : fields,
      roles: fault === 'roles are replaced' && change.added.roles ? toRoles(change.added.roles) : toRoles(roles),
    };
  }

  return {
    enter,
    read,
    write,
    toAccount,
    resources: {
      async changes(since, signal) {
        if (token !== 'right' && fault === 'wrong credentials read an empty feed')
          return { items: [], checkpoint: 't0', more: false, complete: true };
        enter(signal);
        return readFeed(since);
      },

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
          items: fault === 'list shows less than get' ? items.map((one) => without(one, shape.shy)) : items,
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
          if (fault !== 'create overwrites') throw new ConnectorError('conflict', 'toy: taken', { field: shape.exact });
        }
        const stored = fault === 'create drops a field' ? { ...fields, country: undefined } : fields;
        const record = { id: nextId(), fields: stored, roles: toRoles(roles ?? ['reader']), active: true };
        return write(record, 'create', Object.keys(fields));
      },

      async update({ id, current }, change, signal) {
        enter(signal);
        if (fault === 'update brings back the removed' && !records.has(id)) {
          return write({ id, fields: { ...current.fields, ...change.set }, roles: [], active: true }, 'create', []);
        }
        const before = read(id);
        const wanted = updated(before, change);
        if (isTaken(change.set, id) && fault !== 'a name is taken over')
          throw new ConnectorError('conflict', 'toy: taken', { field: shape.exact });
        const changed = [...[change.set, change.added, change.removed].flatMap(Object.keys), ...change.cleared];
        const after = write(wanted, 'update', changed);
        return fault === 'update answers with what was before' ? toAccount(before) : after;
      },

      async remove({ id }, _options, signal) {
        enter(signal);
        if (!records.has(id) && fault === 'remove fails the second time') read(id);
        const record = records.get(id);
        if (record !== undefined) {
          removed.set(id, record);
          feed.write({ id, what: 'remove', origin: 'ours', fields: [] });
        }
        records.delete(id);
        return { kind: 'removed' };
      },
    },
  };
}

export function toRoles(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function without(account: Account, name: string): Account {
  const { [name]: forgotten, ...fields } = account.fields;
  return { ...account, fields };
}

function escapeAll(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const escape = (value: unknown) => (typeof value === 'string' ? value.replaceAll('&', '&amp;') : value);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, escape(value)]));
}
