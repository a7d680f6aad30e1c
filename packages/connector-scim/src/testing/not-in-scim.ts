/** What the kit cannot ask of a SCIM server, and what of the harness would be needed for it. */
export const notInScim = [
  'a privileged role',
  'changes',
  'harness.changes.asStranger',
  'harness.changes.forget',
  'harness.changes.pageSize',
  'harness.content',
  'harness.groups.changes.asStranger',
  'harness.groups.changes.forget',
  'harness.groups.changes.pageSize',
  // A group keeps its name; a name is not unique.
  'harness.groups.clearable',
  'harness.groups.uniqueNames',
  'harness.groups.protectedId',
  'harness.protectedId',
  'harness.reassignTo',
  'harness.roles',
  'harness.webhook',
  'owned',
  'reassign: required',
  'site',
  'webhook',
];
