import { expect, test } from 'vitest';
import { drupalName } from './boot-drupal.js';
import { configure } from './configure.js';
import { showEverywhere, startDrupalSource, statusOf } from './drupal-source.js';
import { runJson } from './run-json.js';

const limit = 180_000;

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
    const soon = { timeout: 15_000, interval: 250 };
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
