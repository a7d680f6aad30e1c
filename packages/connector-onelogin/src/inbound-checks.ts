import { type Check, type InboundHistory, lifeCycleSteps, seenChecks } from '@linkspan/core';

const words = {
  title: 'OneLogin',
  enter: 'Enter base URL and token in OneLogin (Configuration), save, then press Enable.',
  press: 'Press Enable (Configuration > API Connection) in OneLogin',
  tokenField: 'SCIM Bearer Token',
};

const steps = lifeCycleSteps({
  test: 'Press Enable (Configuration > API Connection) in OneLogin.',
  people: 'Assign somebody, and look whether provisioning is enabled and nothing waits for an approval.',
  groups: 'Include groups in provisioning (Parameters), and set them by rules.',
});

/** "What has OneLogin done so far", by the requests that have come. */
export function inboundChecks(seen: InboundHistory): readonly Check[] {
  return seenChecks(seen, words, steps);
}
