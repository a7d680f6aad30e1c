import { afterAll, beforeEach, test } from 'vitest';
import { connectorRows } from './testing/connector-rows.js';
import { startFakeTestSite } from './testing/fake-test-site.js';

const { site } = await startFakeTestSite();

beforeEach(() => site.reset());
afterAll(() => site.stop());

test.each(connectorRows)('$name', ({ run }) => run(site));
