import { rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, describe, expect, test } from 'vitest';
import { startRealTestSite } from './testing/real-test-site.js';

const { site, real } = await startRealTestSite({ flavour: 'sqlite', network: true, companion: true });

describe(`WordPress ${real.version}, a network of sites with the companion`, () => {
  afterAll(() => site.stop());

  test('the companion refuses, and says what to do', async () => {
    const answer = await site.rest('GET', '/linkspan/v1');
    expect([answer.status, answer.code]).toEqual([501, 'linkspan_multisite']);
    expect((answer.json as { message: string }).message).toContain('Remove it');
    expect((await site.rest('GET', '/linkspan/v1/changes')).code).toBe('rest_no_route');
  });

  test('and Linkspan takes the site for one without', async () => {
    const { changes, find } = usersOf(site.connect());
    expect((await rejection(changes(undefined, signal))).kind).toBe('unsupported');
    expect((await find({ remote: 'username', value: 'admin' }, signal))?.id).toBe(String(site.adminId));
    const check = site.connect().checks.find(({ id }) => id === 'companion');
    expect(await check?.run(signal)).toMatchObject({ ok: true, warning: expect.stringContaining('Without it') });
  });
});
