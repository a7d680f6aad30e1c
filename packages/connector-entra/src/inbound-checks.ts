import { type Check, type InboundHistory, lifeCycleSteps, seenChecks } from '@linkspan/core';

const words = {
  title: 'Microsoft Entra ID',
  enter: 'Enter base URL and token in Entra (Provisioning > Tenant URL, Secret Token), then press Test Connection.',
  press: 'Press Test Connection in Entra',
  tokenField: 'Secret Token',
};

const steps = lifeCycleSteps({
  test: 'Press Test Connection in Entra.',
  people:
    'Assign somebody, and start provisioning: a cycle begins every 40 minutes or so, Provision on demand begins at once.',
  groups: 'Enable the mapping of groups, and assign some.',
});

/** "What has Microsoft Entra ID done so far", by the requests that have come. */
export function inboundChecks(seen: InboundHistory): readonly Check[] {
  return seenChecks(seen, words, steps);
}
