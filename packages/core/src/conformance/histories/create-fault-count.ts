import { type Fault, type FaultName, faults } from './fault.js';
import type { OnFault } from './faulty-network.js';

/** Histories prove nothing of a fault that befell nobody. */
export function createFaultCount(): { readonly add: OnFault; requireEvery(): void } {
  const befallen = new Map<string, number>();
  return {
    add(fault, on) {
      const key = `${fault} (${on})`;
      befallen.set(key, (befallen.get(key) ?? 0) + 1);
    },
    requireEvery() {
      const names = Object.keys(faults) as FaultName[];
      const wanted = names.flatMap((name) => kindsOf(faults[name]).map((kind) => `${name} (${kind})`));
      const missing = wanted.filter((key) => !befallen.has(key));
      if (missing.length > 0) throw new Error(`the histories had none of these faults: ${missing.join(', ')}`);
    },
  };
}

function kindsOf({ befalls }: Fault): readonly ('read' | 'write')[] {
  if (befalls === 'any') return ['read', 'write'];
  return befalls === 'listing' ? ['read'] : ['write'];
}
