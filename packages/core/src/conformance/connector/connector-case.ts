import type { ConnectorSubject } from './connector-subject.js';

/** What a case cannot do without: a method of the connector, a fact of its rules, a part of the harness. */
export type Need =
  | 'list'
  | 'find'
  | 'create'
  | 'update'
  | 'deactivate'
  | 'reactivate'
  | 'remove'
  | 'owned'
  | 'changes'
  | 'webhook'
  | 'site'
  | 'users.create'
  | 'users.remove'
  | 'a rule that correlates'
  | 'a rule that reads'
  | 'a privileged role'
  | 'members'
  | 'members: nested'
  | 'members: read'
  | 'reassign: required'
  | 'harness.clearable'
  | 'harness.text'
  | 'harness.roles'
  | 'harness.pageSize'
  | 'harness.protectedId'
  | 'harness.reassignTo'
  | 'harness.content'
  | 'harness.uniqueNames'
  | 'harness.members'
  | 'harness.changes.asStranger'
  | 'harness.changes.pageSize'
  | 'harness.changes.forget'
  | 'harness.webhook';

/** One case of the connector contract. */
export interface ConnectorCase {
  readonly name: string;
  readonly needs: readonly Need[];
  run(subject: ConnectorSubject): Promise<void>;
}
