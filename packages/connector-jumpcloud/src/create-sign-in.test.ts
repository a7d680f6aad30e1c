import { runChecks } from '@linkspan/core';
import { rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { StartFakeJumpCloud } from './fake/index.js';
import { startTestJumpCloud, type TestJumpCloud } from './testing/start-test-jumpcloud.js';

let site: TestJumpCloud | undefined;

async function start(options: StartFakeJumpCloud = {}): Promise<TestJumpCloud> {
  const started = await startTestJumpCloud(options);
  onTestFinished(() => started.fake.stop());
  site = started;
  return started;
}

afterEach(() => expect(site?.takeViolations()).toEqual([]));

const tokensOf = ({ fake }: TestJumpCloud) => fake.requests.filter(({ path }) => path === '/oauth2/token').length;

function asServiceAccount({ fake, connect }: TestJumpCloud, secret = fake.serviceAccount.secret) {
  return connect({ apiKey: undefined, clientId: fake.serviceAccount.id, clientSecret: secret });
}

describe('a service account', () => {
  test('signs in once for many calls, also when they come at once', async () => {
    const started = await start();
    const { list } = usersOf(asServiceAccount(started));
    await Promise.all([list(undefined, signal), list(undefined, signal), list(undefined, signal)]);
    await list(undefined, signal);
    expect(tokensOf(started)).toBe(1);
  });

  test('signs in anew before its token ends', async () => {
    let now = Date.UTC(2026, 10, 25);
    const started = await start({ now: () => now });
    const { list } = usersOf(asServiceAccount(started));
    await list(undefined, signal);
    now += 58 * 60_000;
    await list(undefined, signal);
    expect(tokensOf(started)).toBe(1);
    now += 90_000;
    await list(undefined, signal);
    expect(tokensOf(started)).toBe(2);
  });

  test('whose token was revoked signs in anew, and what it wanted is done once', async () => {
    const started = await start();
    const { list, create } = usersOf(asServiceAccount(started));
    await list(undefined, signal);
    started.fake.revokeTokens();
    await create({ username: 'ada', email: 'ada@corp.example' }, signal);
    expect(started.fake.users.size).toBe(1);
    expect(tokensOf(started)).toBe(2);
  });

  test('whose secret is refused is refused once, and tries again when it is asked again', async () => {
    const started = await start();
    const { list } = usersOf(asServiceAccount(started, 'wrong'));
    const { kind, message } = await rejection(list(undefined, signal));
    expect([kind, message]).toEqual(['auth', expect.stringContaining('clientSecret')]);
    expect(message).not.toContain('wrong');
    expect(tokensOf(started)).toBe(1);
    await rejection(list(undefined, signal));
    expect(tokensOf(started)).toBe(2);
  });
});

describe('the organization', () => {
  test('is named in every request where there are several', async () => {
    const { fake, connect } = await start({ severalOrganizations: true });
    const { list, changes } = usersOf(connect({ organization: fake.organization }));
    await list(undefined, signal);
    await changes(undefined, signal);
    expect(fake.requests.map(({ headers }) => headers['x-org-id'])).toEqual([fake.organization, fake.organization]);
  });

  test.each([
    ['missing where there are several', true, undefined, 'sign-in', /put the id of the right one into organization/],
    ['named where there is one only', false, 'f'.repeat(24), 'sign-in', /leave organization out/],
  ])('that is %s is what the check says', async (_what, severalOrganizations, organization, id, hint) => {
    const { connect } = await start({ severalOrganizations });
    const results = await runChecks(connect(organization === undefined ? {} : { organization }).checks, { signal });
    const failed = results.find(({ status }) => status === 'failed');
    expect([failed?.id, failed?.detail]).toEqual([id, expect.stringMatching(hint)]);
  });

  test('is what the site is known by', async () => {
    const { fake, connect } = await start();
    expect(await connect().site?.(signal)).toBe(fake.organization);
  });
});
