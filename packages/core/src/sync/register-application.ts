import type { Store } from '../store/store.js';
import { allowedSince } from './allowed-since.js';
import type { Application } from './application.js';
import { fingerprint } from './fingerprint.js';
import type { Runtime } from './runtime.js';

/** What the configuration changed while nobody was looking: new credentials end a halt, a new mapping fills the application. */
export async function registerApplication({ application, name, store, log, now }: Runtime): Promise<void> {
  const record = await store.applications.get(name);
  const { credentials } = application;
  const present = fingerprint(application);
  const corrected = record.halted?.kind === 'auth' && record.credentials !== credentials;
  if (corrected) log.info({ application: name }, 'credentials changed, application runs again');
  await store.applications.update(name, {
    credentials,
    fingerprint: present,
    allowedSince: allowedSince(application.policy, record.allowedSince, now()),
    ...(record.fingerprint !== present && { fillAfter: '' }),
    ...(corrected && { halted: null, failures: 0, lastFailure: null, pausedUntil: null }),
  });
}

/** An application that left the configuration keeps its links, and is filled when it returns. */
export async function forgetMissing({ applications }: Store, configured: readonly Application[]): Promise<void> {
  for (const record of await applications.list()) {
    const isConfigured = configured.some((application) => application.name === record.name);
    if (!isConfigured && record.fingerprint !== undefined)
      await applications.update(record.name, { fingerprint: null });
  }
}
