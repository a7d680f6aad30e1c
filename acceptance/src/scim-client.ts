export { createScimClient } from '../../scripts/scim-client.mjs';
