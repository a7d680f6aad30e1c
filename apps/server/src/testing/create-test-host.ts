import { createMemoryStore, type Orchestrator, resourceTypes, type Store } from '@linkspan/core';
import type { OperatorHost } from '../cli/operator-host.js';

const everything = { create: true, update: true, deactivate: true, delete: true };

/** A host with an application `blog` and an empty store. What a test does not give of the orchestrator fails when it is called. */
export function createTestHost(
  orchestrator: Partial<Orchestrator> = {},
  store: Store = createMemoryStore(),
): OperatorHost {
  return {
    applications: ['blog'],
    types: resourceTypes,
    directories: ['main'],
    store,
    neighboursOf: () => [],
    operationsOf: () => everything,
    orchestrator: new Proxy(orchestrator, {
      get(given, name) {
        const member: unknown = Reflect.get(given, name);
        if (member === undefined) throw new Error(`the test did not expect ${String(name)}`);
        return member;
      },
    }) as Orchestrator,
  };
}
