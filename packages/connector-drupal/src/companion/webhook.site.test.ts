import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { companionSchema, createCompanionWebhook } from '@linkspan/core';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Person, startCompanionSite } from '../testing/companion/companion-site.js';
import { startReceiver } from '../testing/companion/start-receiver.js';

const secret = 'a secret of the site';
const site = await startCompanionSite();
const receiver = await startReceiver();
const person = await site.createPerson();
const feedOf = async () => (await site.ask(companionSchema, '/')).feed;
const change = ({ id }: Person) => site.patch(id, { mail: `${crypto.randomUUID()}@mail.example` });
const flush = async () => (await site.request('POST', '/linkspan/v1/flush')).json;
const setAddress = (url: string) =>
  site.php(`\\Drupal::configFactory()->getEditable('linkspan.settings')->set('webhook_url', '${url}')->save();`);

beforeEach(async () => {
  receiver.status = 202;
  await flush();
  receiver.received.length = 0;
});

afterAll(async () => {
  receiver.close();
  await site.stop();
});

test('without a secret nothing is sent, and the companion says that it has no webhook', async () => {
  await setAddress(receiver.url);
  await change(person);
  expect(await flush()).toEqual({ sent: 0 });
  expect(receiver.received).toEqual([]);
  expect((await site.ask(companionSchema, '/')).webhook).toBe(false);
  await appendFile(
    join(site.folder, 'sites', 'default', 'settings.php'),
    `\n$settings['linkspan']['webhook_secret'] = '${secret}';\n`,
  );
  // PHP looks at a file of code that it knows every two seconds only.
  await expect.poll(async () => (await site.ask(companionSchema, '/')).webhook, { timeout: 10_000 }).toBe(true);
  await pause(2_000);
});

test.each([
  ['fifteen letters', 'The secret of the webhook is short'],
  ['sixteen letters!', ''],
])('the status report warns of a secret that Linkspan would not take: %s', async (text, warning) => {
  const told = await site.php(`
    require_once DRUPAL_ROOT . '/core/includes/install.inc';
    \\Drupal::moduleHandler()->loadInclude('linkspan', 'install');
    $settings = new \\Drupal\\Core\\Site\\Settings(['linkspan' => ['webhook_secret' => '${text}']] + \\Drupal\\Core\\Site\\Settings::getAll());
    \\Drupal::getContainer()->set('linkspan.webhook_target', new \\Drupal\\linkspan\\WebhookTarget(\\Drupal::configFactory(), $settings));
    return (string) (linkspan_requirements('runtime')['linkspan_webhook']['value'] ?? '');`);
  expect(told).toBe(warning);
});

test('growth is told at the end of the request that made it, signed so that the connector takes it', async () => {
  await change(person);
  const { headers, body } = await receiver.next();
  const receipt = createCompanionWebhook(secret).receive({ headers, body });
  expect(receipt?.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(Math.abs(Date.now() - (receipt?.at ?? 0))).toBeLessThan(60_000);
  const { id, last } = await feedOf();
  expect(JSON.parse(body.toString())).toEqual({ feed: id, last });
});

test.each([
  [
    'code on the command line',
    `\\Drupal\\user\\Entity\\User::load(${person.uid})->set('timezone', 'Asia/Tokyo')->save();`,
  ],
  [
    'the end of a run that cron makes',
    `\\Drupal::state()->set('linkspan_test.block', ${person.uid}); \\Drupal::service('cron')->run();`,
  ],
])('so it is by %s', async (_, code) => {
  await site.php(code);
  const { body } = await receiver.next();
  expect(JSON.parse(body.toString())).toMatchObject({ last: (await feedOf()).last });
});

test('nothing is sent where nothing has changed, or was rolled back', async () => {
  await site.patch(person.id, { name: person.name });
  await site.php(`
    $transaction = \\Drupal::database()->startTransaction();
    \\Drupal\\user\\Entity\\User::load(${person.uid})->set('timezone', 'Europe/Oslo')->save();
    $transaction->rollBack();`);
  expect(await flush()).toEqual({ sent: 0 });
  expect(receiver.received).toEqual([]);
});

test('what was answered with 500 is sent again by POST /flush, as the same delivery and signed anew', async () => {
  receiver.status = 500;
  await change(person);
  const first = await receiver.next();
  expect(await flush()).toEqual({ sent: 0 });
  const second = await receiver.next();
  receiver.status = 202;
  await pause(1100);
  expect(await flush()).toEqual({ sent: 1 });
  const third = await receiver.next();
  for (const { headers, body } of [second, third]) {
    expect(headers['linkspan-delivery']).toBe(first.headers['linkspan-delivery']);
    expect(body).toEqual(first.body);
    expect(createCompanionWebhook(secret).receive({ headers, body })).toBeDefined();
  }
  expect(third.headers['linkspan-timestamp']).not.toBe(first.headers['linkspan-timestamp']);
  expect(await flush()).toEqual({ sent: 0 });
});

test('cron sends again, after pauses that grow', async () => {
  receiver.status = 500;
  await change(person);
  await receiver.next();
  const cron = `
    \\Drupal::service('cron')->run();
    $feed = \\Drupal::database()->select('linkspan_feed', 'f')->fields('f')->execute()->fetchObject();
    return [(int) $feed->attempts, (int) round(($feed->due - time()) / 60)];`;
  expect(await site.php(cron)).toEqual([1, 1]);
  expect(receiver.received).toEqual([]);
  const makeDue = "\\Drupal::database()->update('linkspan_feed')->fields(['due' => 0])->execute();";
  expect(await site.php(makeDue + cron)).toEqual([2, 2]);
  expect(await site.php(makeDue + cron)).toEqual([3, 4]);
  receiver.received.length = 0;
  receiver.status = 204;
  await site.php(makeDue + cron);
  await receiver.next();
  expect(await flush()).toEqual({ sent: 0 });
});

test('what is new while an older hint waits takes its place, as a delivery of its own', async () => {
  receiver.status = 500;
  await change(person);
  const older = await receiver.next();
  receiver.status = 202;
  await change(person);
  const newer = await receiver.next();
  expect(newer.headers['linkspan-delivery']).not.toBe(older.headers['linkspan-delivery']);
  expect(await flush()).toEqual({ sent: 0 });
});

test('a receiver that is away keeps nobody from saving', async () => {
  await setAddress('http://127.0.0.1:9/hooks/away');
  expect((await change(person)).status).toBe(200);
  expect(await flush()).toEqual({ sent: 0 });
  await setAddress(receiver.url);
  expect(await flush()).toEqual({ sent: 1 });
});

test('the secret is in no configuration that could be exported', async () => {
  const stored = await site.php("return \\Drupal::service('config.storage.export')->read('linkspan.settings');");
  expect(stored).toEqual({
    _core: expect.anything(),
    service_account: 'linkspan',
    webhook_url: receiver.url,
  });
});
