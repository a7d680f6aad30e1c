import type { Store } from '../store/store.js';
import type { Runtime } from './runtime.js';

/** What waits for an application that takes no passwords (any more), or is not configured, is wiped. */
export async function keepPasswords({ passwords }: Store, runtimes: readonly Runtime[]): Promise<void> {
  const takers = runtimes.filter((runtime) => runtime.passwords !== undefined);
  const wiped = await passwords.keepOnly(
    takers.map(({ name, scope }) => ({ application: name, directory: scope.directory })),
  );
  if (wiped > 0) runtimes[0]?.log.info({ passwords: wiped }, 'passwords that no application takes any more were wiped');
}
