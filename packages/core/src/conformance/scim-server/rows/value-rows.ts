import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import type { Requirement } from '../requirement.js';

const common = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7643,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users'],
  run,
});

/** How values are read, kept and taken away. */
export const valueRows: readonly Requirement[] = [
  {
    ...common(
      '2.5',
      'null is unassigned',
      'An attribute that is null is unassigned: it is as if it were left out.',
      async (probe) => {
        const { id } = await probe.user({ title: null });
        demand.that(
          (at(await probe.read(`/Users/${id}`), 'title') ?? null) === null,
          'no "title"',
          at(await probe.read(`/Users/${id}`), 'title'),
        );
      },
    ),
    needs: ['users', 'User.title'],
  },
  {
    ...common(
      '2.5',
      'an empty list is unassigned',
      'An empty list of values is unassigned, as null is.',
      async (probe) => {
        const { id } = await probe.user({ emails: [] });
        demand.equal(listAt(await probe.read(`/Users/${id}`), 'emails').length, 0, 'e-mails');
      },
    ),
    needs: ['users', 'User.emails'],
  },
  {
    ...common('2.5', 'null in a PUT takes the value away', 'A value is unassigned by null.', async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      const body = { ...probe.userBody(), userName: at(user, 'userName') ?? null, title: null };
      demand.status(await probe.send('PUT', `/Users/${user.id}`, body), 200);
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'title') ?? null, null, '"title"');
    }),
    needs: ['users', 'User.title'],
  },
  {
    ...common(
      '2.3.2',
      'a boolean is read back as a boolean',
      'A boolean is the literal true or false.',
      async (probe) => {
        for (const active of [true, false]) {
          const { id } = await probe.user({ active });
          demand.equal(at(await probe.read(`/Users/${id}`), 'active'), active, '"active"');
        }
      },
    ),
    needs: ['users', 'User.active'],
  },
  {
    ...common(
      '2.4',
      'a second primary value is refused or corrected',
      '"primary" is true at most once among the values of an attribute.',
      async (probe) => {
        const emails = ['a', 'b'].map((name) => ({
          value: `${name}@${probe.name()}.example`,
          type: name === 'a' ? 'work' : 'home',
          primary: true,
        }));
        const answer = await probe.send('POST', '/Users', probe.userBody({ emails }));
        if (answer.status === 400) return demand.error(answer, 400);
        const { id } = demand.document(answer, 201);
        const primary = listAt(await probe.read(`/Users/${id}`), 'emails').filter((one) => at(one, 'primary') === true);
        demand.that(primary.length <= 1, 'one primary e-mail at most', primary);
      },
    ),
    needs: ['users', 'User.emails.primary'],
  },
  {
    ...common(
      '2.4',
      'values and their parts are kept',
      'A multi-valued complex attribute keeps "value", "type" and "primary" of each value.',
      async (probe) => {
        const emails = [
          { value: `work@${probe.name()}.example`, type: 'work', primary: true },
          { value: `home@${probe.name()}.example`, type: 'home' },
        ];
        const { id } = await probe.user({ emails });
        const kept = listAt(await probe.read(`/Users/${id}`), 'emails');
        demand.equal(kept.length, 2, 'e-mails');
        for (const { value, type } of emails)
          demand.that(
            kept.some((one) => at(one, 'value') === value && at(one, 'type') === type),
            `${value}, ${type}`,
            kept,
          );
      },
    ),
    needs: ['users', 'User.emails.type'],
  },
];
