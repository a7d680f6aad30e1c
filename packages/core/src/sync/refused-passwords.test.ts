import { expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import type { Harness } from './__fixtures__/harness.js';
import { startPasswordHarness } from './__fixtures__/password-harness.js';
import { noObserver, type Observer } from './observer.js';

test('a password that the application refuses holds up nothing else, and is tried with the next change', async () => {
  const h = await startPasswordHarness();
  const anna = await h.post({});
  await h.settled();
  let weak = true;
  const guarded = h.stub.before;
  h.stub.before = (call, subject) => {
    const isWeak = weak && call === 'update' && lastSet(h) === 'weak"pass';
    if (isWeak)
      throw new ConnectorError(
        'invalid',
        'stub: the password "weak\\"pass" (weak"pass, weak&quot;pass, weak%22pass) is too weak.',
      );
    return guarded(call, subject);
  };
  await h.patch(anna, { password: 'weak"pass', title: 'Chief' });
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields.title).toBe('Chief');
  const parked = await h.link(anna);
  expect(parked).toMatchObject({ state: 'parked', sent: { title: 'Chief' } });
  expect(parked.reason).toBe('stub: the password "[redacted]" ([redacted], [redacted], [redacted]) is too weak.');

  weak = false;
  await h.patch(anna, { title: 'Boss' });
  await h.settled();
  expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Boss', password: 'weak"pass' });
  expect(await h.link(anna)).toMatchObject({ state: 'linked' });
  expect(await h.waiting(anna)).toEqual([]);
});

test('one that is too weak for the create parks the person, and a better one makes the account', async () => {
  const h = await startPasswordHarness();
  h.stub.before = (call) => {
    if (call === 'create' && lastSet(h) === 'weak') throw new ConnectorError('invalid', 'stub: weak is too weak.');
  };
  const anna = await h.post({ password: 'weak' });
  await h.settled();
  expect(await h.link(anna)).toMatchObject({ state: 'parked', reason: 'stub: [redacted] is too [redacted].' });
  await h.patch(anna, { password: 'much-better' });
  await h.settled();
  expect(h.passwordAt()).toBe('much-better');
});

test('nobody who watches the calls is shown one that failed for it', async () => {
  const errors: unknown[] = [];
  const observer: Observer = {
    ...noObserver,
    call: async (_, call) => {
      try {
        return await call();
      } catch (error) {
        errors.push(error);
        throw error;
      }
    },
  };
  const h = await startPasswordHarness({}, observer);
  h.stub.before = (call) => {
    if (call === 'create') throw new Error('S3cret is not what I like', { cause: new Error('S3cret') });
  };
  await h.post({ password: 'S3cret' });
  await h.settled();
  expect(String(errors[0])).toBe('Error: [redacted] is not what I like');
  expect((errors[0] as Error).cause).toBeUndefined();
});

/** What the stub is asked to write at the moment. */
function lastSet(h: Harness): unknown {
  return h.stub.asked?.password;
}
