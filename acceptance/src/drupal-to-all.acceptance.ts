import { expect, test } from 'vitest';
import { drupalName } from './boot-drupal.js';
import { ways } from './drupal-site.js';
import { showEverywhere, startDrupalSource, statusOf } from './drupal-source.js';
import { runJson } from './run-json.js';

/** What is promised: seconds with the companion, without it one poll (10 s) and a listing. */
const promise = { companion: 10_000, poll: 20_000 };
const limit = 180_000;

test.each([
  { how: 'within seconds, with the companion', companion: true },
  { how: 'within one poll, without it', companion: false },
])(
  `what is changed in ${drupalName} reaches the directory, WordPress and JumpCloud $how`,
  async ({ companion }) => {
    const source = await startDrupalSource({ companion });
    const { drupal, hub, writes } = source;
    const soon = { timeout: companion ? promise.companion : promise.poll, interval: 100 };
    const anna = () => showEverywhere(source, 'anna');
    expect(await hub.cli('test', 'intranet')).toMatchObject({ status: 0 });
    await expect
      .poll(async () => (await statusOf(hub, 'intranet')).twoWay, soon)
      .toMatchObject([{ state: { baseline: true } }]);
    if (companion) await source.announce();

    // Created.
    await drupal.create({
      name: 'anna',
      mail: 'anna@mail.example',
      field_first_name: 'Anna',
      field_last_name: 'Berg',
      field_job_title: 'Engineer',
    });
    await expect.poll(anna, soon).toEqual({
      directory: { title: 'Engineer', email: 'anna@mail.example', active: true, groups: [] },
      wordpress: { title: 'Engineer', email: 'anna@mail.example', roles: ['subscriber'], suspended: false },
      jumpcloud: { title: 'Engineer', email: 'anna@mail.example', suspended: false },
    });

    // Changed, by each way.
    for (const way of ways) {
      await drupal.change(way, 'anna', { field_job_title: `By ${way}` });
      await expect.poll(anna, soon).toMatchObject({
        directory: { title: `By ${way}` },
        wordpress: { title: `By ${way}` },
        jumpcloud: { title: `By ${way}` },
      });
    }

    // A role is a membership, and WordPress's role; taken away again, it is neither.
    await drupal.change("an administrator's page", 'anna', { roles: ['editor'], mail: 'a.berg@mail.example' });
    await expect.poll(anna, soon).toMatchObject({
      directory: { groups: ['Editors'], email: 'a.berg@mail.example' },
      wordpress: { roles: ['editor'], email: 'a.berg@mail.example' },
      jumpcloud: { email: 'a.berg@mail.example' },
    });
    await drupal.change('code on the command line', 'anna', { roles: [] });
    await expect.poll(anna, soon).toMatchObject({ directory: { groups: [] }, wordpress: { roles: ['subscriber'] } });

    // Blocked, and let in again.
    await drupal.change("an administrator's page", 'anna', { status: false });
    await expect.poll(anna, soon).toMatchObject({
      directory: { active: false },
      wordpress: { suspended: true },
      jumpcloud: { suspended: true },
    });
    await drupal.change('code on the command line', 'anna', { status: true });
    await expect.poll(anna, soon).toMatchObject({
      directory: { active: true },
      wordpress: { suspended: false },
      jumpcloud: { suspended: false },
    });

    // Nothing is left to be done: everything is asked once more, and nothing is written.
    const before = writes().length;
    expect(await hub.cli('sync', '--from', 'intranet')).toMatchObject({ status: 0 });
    for (const name of ['intranet', 'blog', 'people'])
      expect((await runJson(hub, 'sync', name, '--full')).counts).toEqual({ none: 1 });
    expect(writes().slice(before)).toEqual([]);

    // Deleted: WordPress deletes as well, and JumpCloud, which may not, shuts the account.
    await drupal.remove('anna');
    await expect.poll(anna, soon).toMatchObject({
      directory: undefined,
      wordpress: undefined,
      jumpcloud: { suspended: true },
    });
    expect(await drupal.find('anna')).toBeUndefined();
  },
  limit,
);
