import { type Check, type InboundHistory, lifeCycleSteps, seenChecks } from '@linkspan/core';

const words = {
  title: 'Okta',
  enter: 'Enter base URL and token in Okta (Provisioning > Integration), then press Test Connector Configuration.',
  press: 'Press Test Connector Configuration in Okta',
  tokenField: 'Authorization',
};

const steps = lifeCycleSteps({
  test: 'Press Test Connector Configuration in Okta.',
  people: 'Assign somebody, and look whether Create Users is switched on (Provisioning > To App).',
  groups: 'Push groups under Push Groups.',
});

/** "What has Okta done so far", by the requests that have come. */
export function inboundChecks(seen: InboundHistory): readonly Check[] {
  return seenChecks(seen, words, steps);
}
