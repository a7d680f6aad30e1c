import { z } from 'zod';
import { defineConnector } from '../../connector/define-connector.js';
import { connectGroups } from './connect-groups.js';
import { connectUsers } from './connect-users.js';
import { clientTimeout } from './fault.js';
import { call } from './faulty-api.js';

/** Knows the API of `createFaultySite`, and speaks it over the host's HTTP client as any vendor's connector does. */
export const faultyConnector = defineConnector({
  name: 'faulty',
  title: 'Faulty',
  config: z.object({ url: z.string() }),
  users: {
    rules: [
      { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
      {
        scim: ['emails[primary eq true].value', 'emails.value'],
        remote: 'email',
        required: true,
        correlates: 'ask',
        selfEntered: true,
      },
      { scim: 'displayName', remote: 'name' },
      { scim: 'title', remote: 'title' },
    ],
    roles: { remote: 'roles', privileged: ['administrator'] },
  },
  groups: {
    rules: [{ scim: 'displayName', remote: 'name', required: true, correlates: 'adopt' }],
    members: { remote: 'members', nested: true, atOnce: 2 },
  },
  connect({ url }, { http }) {
    const client = http({ baseUrl: url, timeout: clientTimeout });
    return {
      checks: [],
      site: async (signal) => readHome(await call(client, { method: 'GET', path: '/site' }, signal)),
      openRegistration: async () => false,
      users: connectUsers(client),
      groups: connectGroups(client),
    };
  },
});

function readHome(json: unknown): string {
  return z.object({ home: z.string() }).parse(json).home;
}
