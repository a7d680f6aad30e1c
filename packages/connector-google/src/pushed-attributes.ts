import type { ResourceRules } from '@linkspan/core';

/** Nothing arrives from Google itself. */
const nothing: ResourceRules = { rules: [] };

export const pushed = { users: nothing, groups: nothing };
