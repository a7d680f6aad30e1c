export type { ContractCase } from './contract-case.js';
export type { StoreUnderTest } from './store/store-context.js';
export { testStore } from './store/test-store.js';
