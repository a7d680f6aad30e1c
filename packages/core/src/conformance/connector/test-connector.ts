import type { Connector, ConnectorModule } from '../../connector/connector.js';
import type { ContractCase } from '../contract-case.js';
import type { ConnectorCase, Need } from './connector-case.js';
import type { ConnectorHarness } from './connector-harness.js';
import { createSubject } from './connector-subject.js';
import { createCases } from './create-cases.js';
import { findCases } from './find-cases.js';
import { guardCases } from './guard-cases.js';
import { leavingCases } from './leaving-cases.js';
import { listCases } from './list-cases.js';
import { moduleCases } from './module-cases.js';
import { rejectionCases } from './rejection-cases.js';
import { updateCases } from './update-cases.js';

export interface ConnectorContract {
  readonly cases: readonly ContractCase[];
  /** What could not be asked of this connector, and what was missing for it: a capability it does not have, or a part of the harness. */
  readonly skipped: readonly { readonly name: string; readonly missing: readonly string[] }[];
}

const connectorCases: readonly ConnectorCase[] = [
  ...moduleCases,
  ...createCases,
  ...findCases,
  ...updateCases,
  ...listCases,
  ...leavingCases,
  ...guardCases,
  ...rejectionCases,
];

/**
 * The contract of a connector's users as cases for any test framework, to be run one after another. Connects once beforehand to see
 * which capabilities there are: `const { cases } = await testConnector(module, harness)`.
 */
export async function testConnector(module: ConnectorModule, harness: ConnectorHarness): Promise<ConnectorContract> {
  let last = 0;
  const next = () => {
    last += 1;
    return last;
  };
  const probe = await harness.connect('right');
  const has = capabilities(module, harness, probe);
  await probe.dispose?.();
  const missing = (one: ConnectorCase) => one.needs.filter((need) => !has[need]);

  return {
    skipped: connectorCases.flatMap((one) =>
      missing(one).length === 0 ? [] : [{ name: one.name, missing: missing(one) }],
    ),
    cases: connectorCases
      .filter((one) => missing(one).length === 0)
      .map(({ name, run }) => ({
        name,
        async run() {
          await harness.reset?.();
          const opened: Connector[] = [];
          try {
            const connector = await harness.connect('right');
            await run(createSubject(module, harness, connector, next, (one) => opened.push(one)));
          } finally {
            for (const connector of opened) await connector.dispose?.();
          }
        },
      })),
  };
}

function capabilities(
  { users: rules }: ConnectorModule,
  harness: ConnectorHarness,
  { users, site }: Connector,
): Readonly<Record<Need, boolean>> {
  return {
    list: users?.list !== undefined,
    find: users?.find !== undefined,
    create: users?.create !== undefined,
    update: users?.update !== undefined,
    deactivate: users?.deactivate !== undefined,
    reactivate: users?.reactivate !== undefined,
    remove: users?.remove !== undefined,
    owned: users?.owned !== undefined,
    site: site !== undefined,
    'a rule that correlates': rules?.rules.some(({ correlates }) => correlates !== undefined) ?? false,
    'a privileged role': (rules?.roles?.privileged.length ?? 0) > 0,
    'reassign: required': rules?.reassign === 'required',
    'harness.clearable': (harness.clearable?.length ?? 0) > 0,
    'harness.text': (harness.text?.length ?? 0) > 0,
    'harness.roles': harness.roles !== undefined,
    'harness.pageSize': harness.pageSize !== undefined,
    'harness.protectedId': harness.protectedId !== undefined,
    'harness.reassignTo': harness.reassignTo !== undefined,
    'harness.content': harness.content !== undefined,
  };
}
