// Roster, a small application of people and teams, in memory: what this example's connector reaches by start-roster.mjs.
import { randomUUID } from 'node:crypto';

/**
 * @typedef {{ id: string, login: string, mail: string, name: string, title: string, enabled: boolean, admin: boolean, service: boolean, joined: string }} Person
 * @typedef {{ id: string, name: string }} Team
 * @typedef {{ seq: number, of: 'people' | 'teams', id: string, what: 'changed' | 'deleted', fields: string[], by: string, at: string }} Event
 */

/** What a request could not have, as the API answers it. */
export class Refused extends Error {
  /** @param {number} status @param {Record<string, string>} body */
  constructor(status, body) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

const tables = {
  people: { unique: ['login', 'mail'], missing: 'person', texts: ['login', 'mail', 'name', 'title'] },
  teams: { unique: ['name'], missing: 'team', texts: ['name'] },
};

/** @param {{ pageSize: number, onChange: () => void }} options */
export function createRoster({ pageSize, onChange }) {
  /** @type {{ people: Map<string, any>, teams: Map<string, any> }} */
  const rows = { people: new Map(), teams: new Map() };
  /** @type {Map<string, Set<string>>} */
  const members = new Map();
  /** @type {Event[]} */
  let events = [];
  let last = 0;
  const feed = randomUUID();

  /** @param {'people' | 'teams'} of @param {string} id @param {Event['what']} what @param {string} by @param {string[]} fields */
  function tell(of, id, what, by, fields = []) {
    last += 1;
    events.push({ seq: last, of, id, what, fields, by, at: new Date().toISOString() });
    onChange();
  }

  /** @param {'people' | 'teams'} of @param {string} id */
  function get(of, id) {
    const row = rows[of].get(id);
    if (row === undefined) throw new Refused(404, { missing: tables[of].missing });
    return row;
  }

  /** @param {'people' | 'teams'} of @param {Record<string, unknown>} row */
  function check(of, row) {
    for (const field of tables[of].texts) {
      const isNeeded = tables[of].unique.includes(field);
      if (typeof row[field] !== 'string' || (isNeeded && row[field] === '')) throw new Refused(422, { field });
    }
    for (const field of tables[of].unique) {
      const isTaken = [...rows[of].values()].some((one) => one.id !== row['id'] && one[field] === row[field]);
      if (isTaken) throw new Refused(409, { field });
    }
  }

  return {
    get,
    /** @param {'people' | 'teams'} of @param {Record<string, unknown>} given @param {string} by */
    create(of, given, by) {
      const start = of === 'people' ? { name: '', title: '', enabled: true, admin: false, service: false } : {};
      const row = { ...start, ...given, id: randomUUID(), joined: new Date().toISOString() };
      check(of, row);
      rows[of].set(row.id, row);
      tell(of, row.id, 'changed', by, Object.keys(given));
      return row;
    },
    /** @param {'people' | 'teams'} of @param {string} id @param {Record<string, unknown>} given @param {string} by */
    change(of, id, given, by) {
      const row = { ...get(of, id), ...given, id };
      check(of, row);
      rows[of].set(id, row);
      tell(of, id, 'changed', by, Object.keys(given));
      return row;
    },
    /** @param {'people' | 'teams'} of @param {string} id @param {string} by */
    remove(of, id, by) {
      get(of, id);
      rows[of].delete(id);
      members.delete(id);
      for (const inside of members.values()) inside.delete(id);
      tell(of, id, 'deleted', by);
    },
    /** By id, those after `after`. @param {'people' | 'teams'} of @param {string | null} after @param {[string, string][]} filters */
    list(of, after, filters) {
      const all = [...rows[of].values()].filter((row) => filters.every(([field, value]) => row[field] === value));
      return page(
        all.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
        after,
        ({ id }) => id,
      );
    },
    /** @param {string} team @param {string | null} after */
    listMembers(team, after) {
      get('teams', team);
      return page([...(members.get(team) ?? [])].toSorted(), after, (id) => id);
    },
    /** @param {string} team @param {string} person @param {string} by */
    join(team, person, by) {
      get('teams', team);
      get('people', person);
      members.set(team, (members.get(team) ?? new Set()).add(person));
      tell('teams', team, 'changed', by, ['members']);
    },
    /** @param {string} team @param {string} person @param {string} by */
    leave(team, person, by) {
      get('teams', team);
      if (!members.get(team)?.delete(person)) throw new Refused(404, { missing: 'member' });
      tell('teams', team, 'changed', by, ['members']);
    },
    /** @param {'people' | 'teams'} of @param {string | null} after */
    eventsAfter(of, after) {
      const from = after === null ? last : Number(new RegExp(`^${feed}:(\\d+)$`).exec(after)?.[1] ?? 'NaN');
      const first = events[0]?.seq ?? last + 1;
      if (!(from >= first - 1 && from <= last)) throw new Refused(410, { missing: 'events' });
      const later = events.filter((event) => event.seq > from && event.of === of);
      const items = later.slice(0, pageSize);
      const more = later.length > items.length;
      return { items, cursor: `${feed}:${more ? items.at(-1)?.seq : last}`, more };
    },
    forgetEvents() {
      events = [];
    },
    people: () => [...rows.people.values()],
    teams: () => [...rows.teams.values()],
    /** @param {string} team */
    membersOf: (team) => [...(members.get(team) ?? [])],
  };

  /** @template Item @param {Item[]} all @param {string | null} after @param {(item: Item) => string} key */
  function page(all, after, key) {
    const rest = after === null ? all : all.filter((item) => key(item) > after);
    const items = rest.slice(0, pageSize);
    const end = items.at(-1);
    return { items, next: end !== undefined && rest.length > items.length ? key(end) : null };
  }
}
