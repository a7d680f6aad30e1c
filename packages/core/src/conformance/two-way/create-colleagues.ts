import type { Ledger } from './create-ledger.js';
import { comparable } from './create-two-way-provider.js';
import { unescapeText } from './two-way-connector.js';
import { type Attribute, attributes, fields, names, type TwoWayEvent } from './two-way-history.js';
import { escapeText, service, type TwoWayRow, type TwoWaySite } from './two-way-site.js';

type TheirEvent = Extract<
  TwoWayEvent,
  { readonly kind: 'edit' | 'role' | 'state' | 'account gone' | 'account new' | 'protected edit' }
>;

/** The people who work at the application. */
export interface Colleagues {
  act(event: TheirEvent): void;
}

const attributeOf = Object.fromEntries(Object.entries(fields).map(([attribute, field]) => [field, attribute]));

export function createColleagues(site: TwoWaySite, ledger: Ledger): Colleagues {
  let count = 0;

  site.onWritten((login, unseen) => {
    for (const field of unseen) ledger.lose(`${login} ${attributeOf[field] ?? field}`);
  });

  function next(login: string, attribute: Attribute): string {
    count += 1;
    if (attribute === 'email') return `${login}.a${count}@example.org`;
    return attribute === 'title' ? `application ${count}` : escapeText(`${login} & A${count}`);
  }

  function edit(row: TwoWayRow, attribute: Attribute, clear: boolean): void {
    const field = fields[attribute];
    const value = clear && attribute === 'title' ? '' : next(row.login, attribute);
    if (row[field] === value) return;
    site.edit(row, { [field]: value });
    ledger.say(`${row.login} ${attribute}`, 'application', shown(attribute, row));
  }

  function setRole(row: TwoWayRow, given: boolean): void {
    if (!row.active || row.roles.includes('editor') === given) return;
    site.edit(row, { roles: given ? [...row.roles, 'editor'] : row.roles.filter((role) => role !== 'editor') });
    ledger.say(`${row.login} roles`, 'application', given);
  }

  function setState(row: TwoWayRow, active: boolean): void {
    if (row.active === active) return;
    site.edit(row, { active });
    ledger.say(`${row.login} active`, 'application', active);
    // Which takes their roles there, and is no word about them.
    if (!active) ledger.loosen(`${row.login} roles`);
  }

  function loosenAll(login: string): void {
    for (const subject of [...attributes, 'active', 'roles']) ledger.loosen(`${login} ${subject}`);
  }

  function onRow(name: string, act: (row: TwoWayRow) => void, between = false): void {
    const row = site.byLogin(name);
    if (row === undefined) return;
    if (between) site.afterRead(row.id, () => site.rows.has(row.id) && act(row));
    else act(row);
  }

  return {
    act(event) {
      switch (event.kind) {
        case 'edit':
          return onRow(event.name, (row) => edit(row, event.says, event.clear), event.between);
        case 'role':
          return onRow(event.name, (row) => setRole(row, event.given), event.between);
        case 'state':
          return onRow(event.name, (row) => setState(row, event.active), event.between);
        case 'account gone':
          return onRow(event.name, (row) => {
            site.remove(row);
            loosenAll(row.login);
          });
        case 'account new': {
          // Whom the identity provider has first comes up nowhere else.
          const [anna, ben] = names;
          if (event.name === anna || event.name === ben || site.byLogin(event.name) !== undefined) return;
          loosenAll(event.name);
          const texts = Object.fromEntries(attributes.map((one) => [fields[one], next(event.name, one)]));
          site.place({ login: event.name, email: '', name: '', title: '', ...texts });
          return;
        }
        case 'protected edit':
          return onRow(service, (row) => site.edit(row, { title: next(service, 'title') }));
      }
    },
  };
}

/** As it is compared with what the directory has. */
export function shown(attribute: Attribute, row: TwoWayRow): string {
  return comparable(attribute, unescapeText(row[fields[attribute]]));
}
