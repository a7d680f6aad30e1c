import { expect, it } from 'vitest';
import { findStrayPlace } from './find-stray-place.js';

it.each([
  ['/scim/jumpclod/v2/Users?filter=userName%20eq%20%22ada%22', '/scim/jumpclod/v2/…'],
  ['/scim/jumpcloud/v1/Users/2819c223', '/scim/jumpcloud/v1/…'],
  ['/scim/v2/Users', '/scim/v2/…'],
  ['//scim//v2/Groups', '/scim/v2/…'],
  ['/SCIM/jumpcloud/v2', '/SCIM/jumpcloud/v2'],
  ['/scim', '/scim'],
  ['/Users', '/…'],
  ['/hub/scim/jumpcloud/v2/ServiceProviderConfig', '/hub/scim/jumpcloud/v2/…'],
  [`/scim/lsp_0123456789abcdef_${'0'.repeat(64)}/v2/Users`, '/scim/[token]/v2/…'],
  [`/scim/${'a'.repeat(5_000)}`, `/scim/${'a'.repeat(94)}`],
  ['/scim/a/b/c/d/e', '/scim/a/b/c/…'],
  ['/healthz', undefined],
  ['/wp-login.php', undefined],
  ['/Usersx', undefined],
])('of %s', (url, place) => {
  expect(findStrayPlace(url)).toBe(place);
});
