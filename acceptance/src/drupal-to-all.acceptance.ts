import { expect, test } from 'vitest';
import { drupalName } from './boot-drupal.js';
import { configure } from './configure.js';
import { ways } from './drupal-site.js';
import { showEverywhere, startDrupalSource, statusOf } from './drupal-source.js';
import { form } from './form.js';
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

    // The role is taken, somebody is blocked, and somebody deleted: WordPress deletes as well, and JumpCloud, which may not, shuts the account.
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
    if (companion || form === 'full') {
      await drupal.change('code on the command line', 'ben', { status: true });
      await expect
        .poll(() => show('ben'), soon)
        .toMatchObject({
          directory: { active: true },
          wordpress: { suspended: false },
          jumpcloud: { suspended: false },
        });
    }

    // Nothing is left to be done: everything is asked once more, and nothing is written.
    const before = writes().length;
    expect(await hub.cli('sync', '--from', 'intranet')).toMatchObject({ status: 0 });
    const full = async (name: string) => (await runJson(hub, 'sync', name, '--full')).counts;
    // Carl is remembered: who was deleted there is never imported again.
    expect([await full('intranet'), await full('blog')]).toEqual([{ none: 3 }, { none: 2 }]);
    expect((await runJson(hub, 'plan', 'intranet')).counts).not.toHaveProperty('deactivate');
    expect((await statusOf(hub, 'intranet')).leavers?.open ?? 0).toBe(0);
    // Carl would be deleted there, and may not be.
    expect(await full('people')).toEqual({ none: 2, skip: 1 });
    expect(writes().slice(before)).toEqual([]);
  },
  limit,
);

test(
  `what is changed in ${drupalName} goes on to WordPress by hand for one person, several or all, on a schedule, and by itself`,
  async () => {
    // Nothing is asked for by itself, and nothing goes on by itself.
    const source = await startDrupalSource({
      companion: true,
      twoWay: { source: ['feed', 'webhook'] },
      blog: { provisioning: { automatic: false } },
    });
    const { drupal, hub } = source;
    const soon = { timeout: promise.companion, interval: 100 };
    const names = ['anna', 'ben', 'carl'];
    const titles = async () => {
      const shown = await Promise.all(names.map((name) => showEverywhere(source, name)));
      return shown.map(({ wordpress }) => (wordpress as { readonly title: string } | undefined)?.title);
    };
    const retitle = async (field_job_title: string) => {
      for (const name of names) await drupal.change('code on the command line', name, { field_job_title });
    };
    const from = (...people: readonly string[]) => runJson(hub, 'sync', '--from', 'intranet', ...people);
    await expect
      .poll(async () => (await statusOf(hub, 'intranet')).twoWay, soon)
      .toMatchObject([{ state: { baseline: true } }]);
    for (const name of names)
      await drupal.create({ name, mail: `${name}@mail.example`, field_first_name: name, field_job_title: 'New' });

    // One, several, all.
    await from('anna');
    expect(await titles()).toEqual(['New', undefined, undefined]);
    await retitle('By hand');
    await from('anna', 'ben');
    expect(await titles()).toEqual(['By hand', 'By hand', undefined]);
    await from();
    expect(await titles()).toEqual(['By hand', 'By hand', 'By hand']);

    // On a schedule; the directory knows by the webhook.
    await source.announce();
    await configure(hub, 'blog', {
      provisioning: { automatic: false, schedule: [{ cron: '*/2 * * * * *', mode: 'changes' }] },
    });
    await retitle('On a schedule');
    await expect.poll(titles, soon).toEqual(names.map(() => 'On a schedule'));

    // By itself.
    await configure(hub, 'blog', { provisioning: { automatic: true } });
    await retitle('By itself');
    await expect.poll(titles, soon).toEqual(names.map(() => 'By itself'));
  },
  limit,
);
