import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Need, Requirement } from '../requirement.js';

const mails = [
  { value: 'work@x.example', type: 'work', primary: true },
  { value: 'home@x.example', type: 'home' },
];
const row = (
  section: string,
  title: string,
  requirement: string,
  needs: readonly Need[],
  run: Requirement['run'],
): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'patch', ...needs],
  run,
});

/** Of a PATCH: `primary`, and values that are there already. */
export const patchValueRows: readonly Requirement[] = [
  row(
    '3.5.2',
    'PATCH: a new primary value takes the place of the old one',
    'An operation that sets "primary" to true makes it false for all other values.',
    ['User.emails.primary'],
    async (probe) => {
      const { id } = await probe.user({ emails: mails });
      const patched = await probe.patched(`/Users/${id}`, {
        op: 'add',
        path: 'emails',
        value: [{ value: 'new@x.example', type: 'other', primary: true }],
      });
      const primary = listAt(patched, 'emails').filter((one) => at(one, 'primary') === true);
      demand.equal(
        primary.map((one) => at(one, 'value') ?? null),
        ['new@x.example'],
        'the primary e-mail',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: primary set by a path takes the place of the old one',
    'An operation that sets "primary" to true makes it false for all other values.',
    ['User.emails.primary'],
    async (probe) => {
      const { id } = await probe.user({ emails: mails });
      const patched = await probe.patched(`/Users/${id}`, {
        op: 'replace',
        path: 'emails[type eq "home"].primary',
        value: true,
      });
      const primary = listAt(patched, 'emails').filter((one) => at(one, 'primary') === true);
      demand.equal(
        primary.map((one) => at(one, 'value') ?? null),
        ['home@x.example'],
        'the primary e-mail',
      );
    },
  ),
  {
    ...row(
      '3.5.2.1',
      'PATCH: add of a value that is there changes nothing',
      'Where the target already holds the value, no change should be made, and the answer is a success.',
      ['User.emails.value'],
      async (probe) => {
        const { id } = await probe.user({ emails: mails });
        const patched = await probe.patched(`/Users/${id}`, { op: 'add', path: 'emails', value: [mails[1] ?? {}] });
        demand.equal(listAt(patched, 'emails').length, 2, 'e-mails');
      },
    ),
    level: 'SHOULD',
  },
  row(
    '3.5.2.1',
    'PATCH: add of a value that is there leaves lastModified',
    'An add of what is there already does not move the time of modification.',
    ['User.title'],
    async (probe) => {
      const { id } = await probe.user({ title: 'Countess' });
      const { meta } = await probe.read(`/Users/${id}`);
      if (at(meta, 'lastModified') === undefined) throw new NotApplicable('there is no meta.lastModified');
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const patched = await probe.patched(`/Users/${id}`, { op: 'add', path: 'title', value: 'Countess' });
      demand.equal(at(patched, 'meta', 'lastModified'), at(meta, 'lastModified'), '"meta.lastModified"');
    },
  ),
];
