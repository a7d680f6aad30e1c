// An application that costs nothing but the time that it is told to take: what is left is the orchestrator's own.
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import wordpress from '../../packages/connector-wordpress/dist/index.js';
import { newPerson } from './new-person.mjs';
import { templateName } from './seed.mjs';

const accountsAtOnce = 100;

/**
 * WordPress's rules over accounts in memory. `latency`: milliseconds that each call takes. `listed`: so many accounts are listed, those
 * of the people that `seed` makes; they are made up page by page, so that they take no memory.
 */
export function createStubApplication({ latency = 0, listed = 0 } = {}) {
  const accounts = new Map();
  const calls = {};

  async function call(name, run) {
    calls[name] = (calls[name] ?? 0) + 1;
    await (latency === 0 ? turn() : sleep(latency));
    return run();
  }

  function keep(id, fields, active) {
    const account = { id, identity: `account of ${id}`, fields, active, memo: { roles: fields.roles } };
    accounts.set(id, account);
    return account;
  }

  function list(from) {
    const items = Array.from({ length: Math.min(accountsAtOnce, listed - from) }, (_, index) =>
      accountOf(from + index === 0 ? templateName : `person-${from + index}`),
    );
    const next = from + items.length;
    return { items, complete: true, ...(next < listed && { next: String(next) }) };
  }

  const connector = {
    checks: [],
    site: async () => 'https://stub.example',
    openRegistration: async () => false,
    users: {
      list: (cursor) => call('list', () => list(Number(cursor ?? 0))),
      get: (id) => call('get', () => accounts.get(id)),
      create: (fields) =>
        call('create', () => keep(String(fields.username), { roles: ['subscriber'], ...fields }, true)),
      update: ({ id, current }, { set }) => call('update', () => keep(id, { ...current.fields, ...set }, true)),
      deactivate: ({ id, current }) => call('deactivate', () => keep(id, { ...current.fields, roles: [] }, false)),
    },
  };
  return { module: wordpress, connector, calls };
}

/** As the orchestrator makes it of `newPerson(name)`. */
function accountOf(name) {
  const { userName, emails, displayName, preferredLanguage } = newPerson(name);
  const fields = {
    username: userName,
    email: emails[0].value,
    first_name: 'Given',
    last_name: `Family ${name}`,
    name: displayName,
    locale: preferredLanguage.replace('-', '_'),
    roles: ['subscriber'],
  };
  return { id: userName, identity: `account of ${userName}`, fields, active: true, memo: { roles: fields.roles } };
}
