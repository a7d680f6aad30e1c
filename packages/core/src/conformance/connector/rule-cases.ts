import assert from 'node:assert/strict';
import { validateRules } from '../../connector/validate-rules.js';
import { groupType, userType } from '../../scim/resource-types.js';
import type { ConnectorCase } from './connector-case.js';

export const ruleCases: readonly ConnectorCase[] = [
  {
    name: 'the rules name SCIM attributes that exist, and each remote field once',
    needs: [],
    async run({ type, rules: { rules } }) {
      assert.deepEqual(validateRules(rules, type === 'users' ? userType : groupType), []);
      const names = rules.map(({ remote }) => remote);
      assert.deepEqual(names, [...new Set(names)]);
    },
  },
];
