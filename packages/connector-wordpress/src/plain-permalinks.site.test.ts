import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { companionRows } from './testing/companion-rows.js';
import { createRows } from './testing/create-rows.js';
import { findRows } from './testing/find-rows.js';
import { leavingRows } from './testing/leaving-rows.js';
import { startRealTestSite } from './testing/real-test-site.js';

const { site, real } = await startRealTestSite({ flavour: 'sqlite', version: '6.5', permalinks: 'plain' });

describe(`WordPress ${real.version} with plain permalinks`, () => {
  beforeEach(() => site.reset());
  afterAll(() => site.stop());

  test('W30: /wp-json/ leads to the home page instead of the API', async () => {
    const answer = await fetch(`${site.url}/wp-json/wp/v2/users`, { redirect: 'manual' });
    expect(answer.status).toBe(301);
    expect(answer.headers.get('location')).toBe(`${site.url}/wp-json/wp/v2/users/`);
    const followed = await fetch(`${site.url}/wp-json/wp/v2/users`);
    expect(followed.headers.get('content-type')).toContain('text/html');
  });

  // What each request asks is in its query; what is in the body is the same everywhere.
  test.each([...createRows, ...findRows, ...leavingRows])('$name', ({ run }) => run(site));
});

const withCompanion = await startRealTestSite({
  flavour: 'sqlite',
  version: '6.5',
  permalinks: 'plain',
  companion: true,
});

describe(`WordPress ${withCompanion.real.version} with plain permalinks and the companion`, () => {
  beforeEach(() => withCompanion.site.reset());
  afterAll(() => withCompanion.site.stop());

  test.each(companionRows)('$name', ({ run }) => run(withCompanion.site));
});
