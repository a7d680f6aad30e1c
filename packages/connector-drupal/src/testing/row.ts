import type { TestSite } from './test-site.js';

/** A case that runs on the fake and on a real site alike. */
export interface Row {
  readonly name: string;
  run(site: TestSite): Promise<void>;
}
