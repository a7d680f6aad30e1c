export * from './connector/calls.js';
export type {
  ChangesHarness,
  ConnectorHarness,
  GroupHarness,
  ResourceHarness,
  WebhookHarness,
} from './connector/connector-harness.js';
export { type ConnectorContract, testConnector } from './connector/test-connector.js';
export type { ContractCase } from './contract-case.js';
export { checkHistories, type HistoriesOptions } from './histories/check-histories.js';
export type { FakeTimers } from './histories/fake-timers.js';
export type { HistoryStores } from './histories/play-history.js';
export type { StoreUnderTest } from './store/store-context.js';
export { testStore } from './store/test-store.js';
export type { TenantOperation } from './tenants/tenant-operation.js';
export { tenantOperations } from './tenants/tenant-operations.js';
export { testTenants } from './tenants/test-tenants.js';
export { createMemoryDirectory } from './transcript/create-memory-directory.js';
export * from './transcript/index.js';
export { checkTwoWayHistories, type TwoWayHistoriesOptions } from './two-way/check-two-way-histories.js';
