import { onTestFinished } from 'vitest';
import type { JsonObject } from '../../scim/json.js';
import type { WaitingPassword } from '../../store/password-store.js';
import type { Observer } from '../observer.js';
import { createFakeSealing, type FakeSealing } from './fake-sealing.js';
import { type Harness, type PolicyChange, person, startHarness } from './harness.js';

/** A harness whose application takes passwords. */
export interface PasswordHarness extends Harness {
  readonly sealing: FakeSealing;
  post(attributes: JsonObject, name?: string): Promise<string>;
  patch(id: string, value: JsonObject): Promise<string>;
  waiting(id: string): Promise<readonly WaitingPassword[]>;
  passwordAt(login?: string): unknown;
}

/** Ended with the test. */
export async function startPasswordHarness(policy: PolicyChange = {}, observer?: Observer): Promise<PasswordHarness> {
  const sealing = createFakeSealing();
  const h = await startHarness({ passwords: true, ...policy }, { sealing, ...(observer && { observer }) });
  onTestFinished(() => h.stop());
  return {
    ...h,
    sealing,
    post: async (attributes, name = 'anna') => JSON.parse(await h.send('POST', '/Users', person(name, attributes))).id,
    patch: (id, value) => h.send('PATCH', `/Users/${id}`, { Operations: [{ op: 'replace', value }] }),
    waiting: (id) => h.store.passwords.listWaiting({ application: 'blog', directory: 'main', type: 'User' }, [id]),
    passwordAt: (login = 'anna') => h.stub.byLogin(login)?.fields.password,
  };
}
