import { runChecks } from '@linkspan/core';
import { rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';

export const withoutCompanionRows: readonly Row[] = [
  {
    name: 'without a companion nothing tells what has changed, so that everything is listed',
    async run(site) {
      const { changes } = usersOf(site.connect());
      const error = await rejection(changes(undefined, signal));
      expect([error.kind, error.message]).toEqual(['unsupported', expect.stringContaining('companion')]);
    },
  },
  {
    name: 'without a companion the external id is left out of a create, and finds nobody',
    async run(site) {
      const { create, find } = usersOf(site.connect());
      const fields = { username: 'anna', email: 'anna@mail.example', linkspan_external_id: '5f0c' };
      expect((await create(fields, signal)).fields).not.toHaveProperty('linkspan_external_id');
      expect(await find({ remote: 'linkspan_external_id', value: '5f0c' }, signal)).toBeUndefined();
    },
  },
  {
    name: 'the check of a site without companion says what is missing: times of changes, and the door by e-mail',
    async run(site) {
      const results = await runChecks(site.connect().checks, { signal });
      const hint = results.find(({ id }) => id === 'companion')?.hint ?? '';
      expect(hint).toMatch(/full listing, once in each poll interval.*password by e-mail.*mu-plugins/);
    },
  },
];
