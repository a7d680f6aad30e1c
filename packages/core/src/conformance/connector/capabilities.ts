import type { Connector, ConnectorModule, ResourceConnector } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { Need } from './connector-case.js';
import type { ConnectorHarness } from './connector-harness.js';
import type { SubjectType } from './connector-subject.js';

/** What there is for the cases about one type. What only the installation can tell, it is asked. */
export async function capabilities(
  type: SubjectType,
  module: ConnectorModule,
  harness: ConnectorHarness,
  connector: Connector,
): Promise<Readonly<Record<Need, boolean>>> {
  const { users, site } = connector;
  const resources = connector[type];
  const rules = module[type];
  const known = type === 'users' ? harness : harness.groups;
  return {
    list: resources?.list !== undefined,
    find: resources?.find !== undefined,
    create: resources?.create !== undefined,
    update: resources?.update !== undefined,
    deactivate: resources?.deactivate !== undefined,
    reactivate: resources?.reactivate !== undefined,
    remove: resources?.remove !== undefined,
    owned: resources?.owned !== undefined,
    changes: await tellsChanges(resources),
    webhook: connector.webhook !== undefined,
    site: site !== undefined,
    'users.create': users?.create !== undefined,
    'users.remove': users?.remove !== undefined,
    'a rule that correlates': rules?.rules.some(({ correlates }) => correlates !== undefined) ?? false,
    'a rule that reads': rules?.rules.some(({ flow }) => flow === 'read' || flow === 'both') ?? false,
    'a privileged role': (rules?.roles?.privileged.length ?? 0) > 0,
    members: rules?.members !== undefined,
    'members: nested': rules?.members?.nested === true,
    'members: read': resources?.members !== undefined,
    'reassign: required': rules?.reassign === 'required',
    'harness.clearable': (known?.clearable?.length ?? 0) > 0,
    'harness.text': (known?.text?.length ?? 0) > 0,
    'harness.roles': harness.roles !== undefined,
    'harness.pageSize': known?.pageSize !== undefined,
    'harness.protectedId': known?.protectedId !== undefined,
    'harness.reassignTo': harness.reassignTo !== undefined,
    'harness.content': harness.content !== undefined,
    'harness.uniqueNames': type === 'users' || harness.groups?.uniqueNames === true,
    'harness.members': harness.groups?.members !== undefined,
    'harness.changes.asStranger': known?.changes?.asStranger !== undefined,
    'harness.changes.pageSize': known?.changes?.pageSize !== undefined,
    'harness.changes.forget': known?.changes?.forget !== undefined,
    'harness.webhook': harness.webhook !== undefined,
  };
}

/** `unsupported` is an installation's no. Any other rejection is for the cases to see. */
async function tellsChanges(resources: ResourceConnector | undefined): Promise<boolean> {
  if (resources?.changes === undefined) return false;
  return resources.changes(undefined, new AbortController().signal).then(
    () => true,
    (reason: unknown) => !(ConnectorError.is(reason) && reason.kind === 'unsupported'),
  );
}
