import { expect, test } from 'vitest';
import { drupalName } from './boot-drupal.js';
import { ways } from './drupal-site.js';
import { type DrupalSource, showEverywhere, startDrupalSource, statusOf } from './drupal-source.js';
import { form } from './form.js';
import { runJson } from './run-json.js';

/** What is promised: seconds with the companion, without it one poll (10 s) and a listing. */
const promise = { companion: 15_000, poll: 20_000 };
const limit = 180_000;

test.each([
  ['within seconds, with the companion', true],
  ['within one poll, without it', false],
])(
  `what is changed in ${drupalName} reaches the directory, WordPress and JumpCloud %s`,
  async (_how, companion) => {
    const source = await startDrupalSource({ companion });
    const { drupal, hub, writes } = source;
    const soon = { timeout: companion ? promise.companion : promise.poll, interval: 250 };
    const show = (name: string) => showEverywhere(source, name);
    expect(await hub.cli('test', 'intranet')).toMatchObject({ status: 0 });
    await expect
      .poll(async () => (await statusOf(hub, 'intranet')).twoWay, soon)
      .toMatchObject([{ state: { baseline: true } }]);
    if (companion) await source.announce();

    // Created.
    const names = ['anna', 'ben', 'carl'];
    for (const name of names) {
      await drupal.create({
        name,
        mail: `${name}@mail.example`,
        field_first_name: name,
        field_last_name: 'Berg',
        field_job_title: 'Engineer',
      });
    }
    const fresh = (name: string) => ({
      directory: { title: 'Engineer', email: `${name}@mail.example`, active: true, groups: [] },
      wordpress: { title: 'Engineer', email: `${name}@mail.example`, roles: ['subscriber'], suspended: false },
      jumpcloud: { title: 'Engineer', email: `${name}@mail.example`, suspended: false },
    });
    for (const name of names) await expect.poll(() => show(name), soon).toEqual(fresh(name));

    // Changed, by each way; and a role is a membership, and WordPress's role.
    for (const [index, way] of ways.entries())
      await drupal.change(way, names[index] ?? '', { field_job_title: `By ${way}` });
    await drupal.change("an administrator's page", 'anna', { roles: ['editor'], mail: 'a.berg@mail.example' });
    for (const [index, way] of ways.entries()) {
      const title = `By ${way}`;
      await expect
        .poll(() => show(names[index] ?? ''), soon)
        .toMatchObject({ directory: { title }, wordpress: { title }, jumpcloud: { title } });
    }
    await expect
      .poll(() => show('anna'), soon)
      .toMatchObject({
        directory: { groups: ['Editors'], email: 'a.berg@mail.example' },
        wordpress: { roles: ['editor'], email: 'a.berg@mail.example' },
        jumpcloud: { email: 'a.berg@mail.example' },
      });

    // Each step costs a poll without the companion.
    const whole = companion || form === 'full';
    if (whole) await leave(source, soon);

    // Nothing is left to be done: everything is asked once more, and nothing is written.
    const before = writes().length;
    expect(await hub.cli('sync', '--from', 'intranet')).toMatchObject({ status: 0 });
    const full = async (name: string) => (await runJson(hub, 'sync', name, '--full')).counts;
    // Carl is remembered: who was deleted there is never imported again; JumpCloud would delete him, and may not.
    expect(await full('intranet')).toEqual({ none: 3 });
    expect(await full('blog')).toEqual({ none: whole ? 2 : 3 });
    expect(await full('people')).toEqual(whole ? { none: 2, skip: 1 } : { none: 3 });
    expect((await runJson(hub, 'plan', 'intranet')).counts).toEqual({ none: 3 });
    expect(await statusOf(hub, 'intranet')).not.toHaveProperty('leavers');
    expect(writes().slice(before)).toEqual([]);
  },
  limit,
);

/** Somebody loses a role, somebody is blocked and let in again, somebody is deleted. */
async function leave(source: DrupalSource, soon: { readonly timeout: number; readonly interval: number }) {
  const { drupal } = source;
  const show = (name: string) => showEverywhere(source, name);
  // WordPress deletes as well, and JumpCloud, which may not, shuts the account.
  await drupal.change('code on the command line', 'anna', { roles: [] });
  await drupal.change("an administrator's page", 'ben', { status: false });
  await drupal.remove('carl');
  await expect
    .poll(() => show('anna'), soon)
    .toMatchObject({ directory: { groups: [] }, wordpress: { roles: ['subscriber'] } });
  await expect
    .poll(() => show('ben'), soon)
    .toMatchObject({ directory: { active: false }, wordpress: { suspended: true }, jumpcloud: { suspended: true } });
  await expect.poll(() => show('carl'), soon).toEqual({ jumpcloud: expect.objectContaining({ suspended: true }) });
  expect(await drupal.find('carl')).toBeUndefined();

  // And let in again.
  await drupal.change('code on the command line', 'ben', { status: true });
  await expect
    .poll(() => show('ben'), soon)
    .toMatchObject({
      directory: { active: true },
      wordpress: { suspended: false },
      jumpcloud: { suspended: false },
    });
}
