import { type AttributeRule, type ConnectorModule, coversAttribute, effectiveRules } from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';

/** What an application's rules read, as its operator has them. */
export interface BackRules {
  /** Whether what an account shows may go to this attribute; `later`: also when it changes, and not with a new account only. */
  reads(attribute: string, when?: 'later'): boolean;
}

/** Of people, and of groups where the application gets any. */
export function createBackRules({ mapping, groups }: ApplicationSection, module: ConnectorModule): BackRules {
  const ofGroups = groups === undefined ? [] : (module.groups?.rules ?? []);
  const rules = [...effectiveRules(module.users?.rules ?? [], mapping), ...ofGroups].filter(
    ({ flow }) => flow === 'both' || flow === 'read',
  );
  return {
    reads: (attribute, when) =>
      rules.some((rule) => {
        const target = targetOf(rule);
        return (
          target !== undefined && coversAttribute(attribute, target) && (when !== 'later' || rule.when !== 'create')
        );
      }),
  };
}

/** What comes back goes to the first path. */
function targetOf({ scim }: AttributeRule): string | undefined {
  return typeof scim === 'string' ? scim : scim?.[0];
}
