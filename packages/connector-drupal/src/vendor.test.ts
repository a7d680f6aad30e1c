import { afterAll, beforeEach, test } from 'vitest';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { vendorRows } from './testing/vendor-rows.js';

const { site } = await startFakeTestSite();

beforeEach(() => site.reset());
afterAll(() => site.stop());

test.each(vendorRows)('$name', ({ run }) => run(site));
