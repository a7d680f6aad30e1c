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
export type { Exchange } from './scim-server/exchange.js';
export type { RequirementResult } from './scim-server/requirement-result.js';
export type { OutcomeCounts, ScimServerReport, SectionReport } from './scim-server/scim-server-report.js';
export type { LocalTarget, RemoteTarget, ScimTarget } from './scim-server/scim-target.js';
export {
  conformancePrefix,
  type ScimServerCase,
  type ScimServerContract,
  type ScimServerOptions,
  testScimServer,
} from './scim-server/test-scim-server.js';
export type { StoreUnderTest } from './store/store-context.js';
export { testStore } from './store/test-store.js';
export type { TenantOperation } from './tenants/tenant-operation.js';
export { tenantOperations } from './tenants/tenant-operations.js';
export { testTenants } from './tenants/test-tenants.js';
export { createMemoryDirectory } from './transcript/create-memory-directory.js';
export * from './transcript/index.js';
export { checkTwoWayHistories, type TwoWayHistoriesOptions } from './two-way/check-two-way-histories.js';
