import type { ResourceRules } from '../../connector/attribute-rule.js';
import type { MiniOrangeConfig } from './mini-orange-config.js';

export interface MiniOrangeOptions {
  /** The connector: errors begin with it. */
  readonly name: string;
  readonly config: MiniOrangeConfig;
  readonly rules: ResourceRules;
  /** The SCIM paths of the connector's own remote names. */
  readonly places: Readonly<Record<string, string>>;
  /** SCIM paths that this site's form of the server stores once and never changes, beside the profile's. */
  readonly fixed?: readonly string[];
}
