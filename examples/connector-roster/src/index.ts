import { defineConnector } from '@linkspan/core';
import { z } from 'zod';
import { createApi } from './api.js';
import { createPeople } from './people.js';
import { groupRules, userRules } from './rules.js';
import { createTeams } from './teams.js';
import { createWebhook } from './webhook.js';

const meSchema = z.object({ login: z.string(), roster: z.string() });

export default defineConnector({
  name: 'roster',
  title: 'Roster',
  config: z.strictObject({
    url: z.url(),
    token: z.string().min(1).meta({ secret: true }),
    hookSecret: z.string().min(1).meta({ secret: true }).optional(),
  }),
  users: userRules,
  groups: groupRules,
  connect({ url, token, hookSecret }, { http }) {
    const client = http({ baseUrl: url, headers: { authorization: `Bearer ${token}` } });
    const api = createApi(client);
    const readMe = (signal: AbortSignal) => api.call(meSchema, { method: 'GET', path: '/me' }, signal);
    return {
      checks: [
        {
          id: 'sign-in',
          title: 'Sign in',
          async run(signal) {
            const { status } = await client.request({ method: 'GET', path: '/me' }, signal);
            return status === 200
              ? { ok: true, detail: 'The token is accepted.' }
              : { ok: false, detail: `Refused with ${status}.`, hint: 'Make a new token under Settings > API.' };
          },
        },
      ],
      site: async (signal) => (await readMe(signal)).roster,
      openRegistration: async () => false,
      users: createPeople(api),
      groups: createTeams(api),
      ...(hookSecret !== undefined && { webhook: createWebhook(hookSecret) }),
    };
  },
});
