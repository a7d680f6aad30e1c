export { createScimClient } from '../../scripts/scim-client.mjs';
export {
  type CommandResult,
  type Linkspan,
  type LinkspanOptions,
  startLinkspan,
} from '../../scripts/start-linkspan.mjs';
