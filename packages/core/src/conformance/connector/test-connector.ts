import type { Connector, ConnectorModule } from '../../connector/connector.js';
import type { ContractCase } from '../contract-case.js';
import { capabilities } from './capabilities.js';
import { changeCases, leavingChangeCases, memberChangeCases } from './change-cases.js';
import { checkpointCases } from './checkpoint-cases.js';
import { conflictCases } from './conflict-cases.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorHarness } from './connector-harness.js';
import type { SubjectType } from './connector-subject.js';
import { createCases } from './create-cases.js';
import { createSubject } from './create-subject.js';
import { findCases } from './find-cases.js';
import { groupCases } from './group-cases.js';
import { guardCases, protectionCases } from './guard-cases.js';
import { leavingCases } from './leaving-cases.js';
import { listCases } from './list-cases.js';
import { memberCases } from './member-cases.js';
import { memberReadingCases } from './member-reading-cases.js';
import { moduleCases } from './module-cases.js';
import { rejectionCases } from './rejection-cases.js';
import { removalCases } from './removal-cases.js';
import { ruleCases } from './rule-cases.js';
import { twoWayCases } from './two-way-cases.js';
import { updateCases } from './update-cases.js';
import { webhookCases } from './webhook-cases.js';

export interface ConnectorContract {
  readonly cases: readonly ContractCase[];
  /** What could not be asked of this connector, and what was missing for it: a capability it does not have, or a part of the harness. */
  readonly skipped: readonly { readonly name: string; readonly missing: readonly string[] }[];
}

const sharedCases: readonly ConnectorCase[] = [
  ...ruleCases,
  ...createCases,
  ...conflictCases,
  ...findCases,
  ...updateCases,
  ...listCases,
  ...removalCases,
  ...protectionCases,
  ...rejectionCases,
  ...changeCases,
  ...checkpointCases,
  ...twoWayCases,
];

const casesOf: Readonly<Record<SubjectType, readonly ConnectorCase[]>> = {
  users: [...moduleCases, ...sharedCases, ...leavingCases, ...guardCases, ...leavingChangeCases, ...webhookCases],
  groups: [...groupCases, ...sharedCases, ...memberCases, ...memberReadingCases, ...memberChangeCases],
};

/**
 * The contract of a connector's users, and of its groups where it has them, as cases for any test framework, to be run one after
 * another. Connects once beforehand to see which capabilities there are: `const { cases } = await testConnector(module, harness)`.
 */
export async function testConnector(module: ConnectorModule, harness: ConnectorHarness): Promise<ConnectorContract> {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  const probe = await harness.connect('right');
  const hasGroups = module.groups !== undefined && probe.groups !== undefined;
  const types: readonly SubjectType[] = hasGroups ? ['users', 'groups'] : ['users'];
  const contracts: ConnectorContract[] = [];
  for (const type of types) contracts.push(await contractOf(type));
  await probe.dispose?.();
  return { cases: contracts.flatMap(({ cases }) => cases), skipped: contracts.flatMap(({ skipped }) => skipped) };

  async function contractOf(type: SubjectType): Promise<ConnectorContract> {
    const has = await capabilities(type, module, harness, probe);
    const missingFor = ({ needs }: ConnectorCase): readonly string[] => {
      const missing = needs.filter((need) => !has[need]);
      if (type === 'users') return missing;
      return harness.groups ? missing.map((need) => need.replace('harness.', 'harness.groups.')) : ['harness.groups'];
    };
    const all = casesOf[type].map((one) => ({
      name: type === 'groups' ? `groups: ${one.name}` : one.name,
      missing: missingFor(one),
      run: () => runCase(type, one),
    }));
    return {
      cases: all.filter(({ missing }) => missing.length === 0).map(({ name, run }) => ({ name, run })),
      skipped: all.filter(({ missing }) => missing.length > 0).map(({ name, missing }) => ({ name, missing })),
    };
  }

  async function runCase(type: SubjectType, { run }: ConnectorCase): Promise<void> {
    await harness.reset?.();
    const connections: Connector[] = [];
    const opened = (connector: Connector) => void connections.push(connector);
    try {
      const connector = await harness.connect('right');
      opened(connector);
      await run(createSubject(type, connector, { module, harness, next, opened }));
    } finally {
      for (const connector of connections) await connector.dispose?.();
    }
  }
}
