import type { StoreHost } from './operator-host.js';
import { requireName } from './usage-error.js';

/** @throws UsageError where no application is called so. */
export function requireApplication({ applications }: Pick<StoreHost, 'applications'>, application: string): void {
  requireName('application', application, applications);
}
