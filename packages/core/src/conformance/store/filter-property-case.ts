import type { StoreCase } from './store-case.js';

/** Loaded when run: only this case needs fast-check. */
export const filterPropertyCase: StoreCase = {
  name: 'filter: any filter finds in any directory what evaluateFilter says',
  async run(context) {
    const { checkFilterProperty } = await import('./check-filter-property.js');
    await checkFilterProperty(context);
  },
};
