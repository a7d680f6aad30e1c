import { type Connector, type ConnectorContext, connectMiniOrange, type MiniOrangeConfig } from '@linkspan/core';
import { userRules } from './attributes.js';

/** Where miniOrange's server has what the REST API calls otherwise. */
const places = {
  username: 'userName',
  email: 'emails.value',
  first_name: 'name.givenName',
  last_name: 'name.familyName',
  name: 'displayName',
};

/** For a site whose REST API is out of reach, but which has miniOrange's SCIM server. */
export function connectScimMode(config: MiniOrangeConfig, context: ConnectorContext): Connector {
  return connectMiniOrange({ name: 'wordpress', config, rules: userRules, places }, context);
}
