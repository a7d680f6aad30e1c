import type { AccountStanding, FieldPreview, MappingPreview, RolesPreview } from '@linkspan/core';
import type { Terminal } from './terminal.js';

type Screen = Pick<Terminal, 'print' | 'colors'>;

/** One person at one application, rule by rule, then roles. */
export function showPreview(screen: Screen, shown: MappingPreview): void {
  const { print, colors } = screen;
  const { application, person, account, action, reason, fields, roles } = shown;
  print(`${colors.bold(person.userName)} at ${application}: ${describeAccount(account)}`);
  print(`  ${colors.cyan(action)}: ${reason}`);
  const width = Math.max(0, ...fields.map(({ remote }) => remote.length));
  for (const field of fields) showField(screen, field, width);
  if (roles) showRoles(screen, roles);
  print('Nothing was written.');
}

function describeAccount(account: AccountStanding): string {
  switch (account.kind) {
    case 'none':
      return 'no account yet';
    case 'linked':
      return `account ${account.id}`;
    case 'gone':
      return `account ${account.id}, which is not there any more`;
    case 'matching':
      return `no account yet; account ${account.id} matches by ${account.by}`;
    case 'taken':
      return 'no account yet, and somebody stands there';
    case 'unread':
      return `the account was not read: ${account.reason}`;
  }
}

function showField({ print, colors }: Screen, field: FieldPreview, width: number): void {
  const { remote, outcome, reason, value, now, agreed } = field;
  const paint = { write: colors.cyan, clear: colors.yellow, leave: colors.dim }[outcome];
  const from = describeSource(field);
  print(`  ${paint(outcome.padEnd(5))}  ${remote.padEnd(width)}  ${showValue(value)}  ${colors.dim(from)}`);
  const asBefore = same(now, value) && (agreed === undefined || same(agreed, value));
  const before = asBefore
    ? []
    : [`now ${showValue(now)}`, ...(agreed === undefined ? [] : [`agreed ${showValue(agreed)}`])];
  const rest = [...before, ...(outcome === 'leave' ? [reason] : []), ...describeBack(field)];
  if (rest.length > 0) print(`  ${' '.repeat(width + 7)}  ${colors.dim(rest.join('; '))}`);
}

/** What the way back makes of the account. */
function describeBack({ back }: FieldPreview): readonly string[] {
  if (back === undefined) return [];
  return [`back ${back.scim} ${back.failure ?? showValue(back.value)}`];
}

function describeSource({ source, value }: FieldPreview): string {
  if (source.kind === 'path') return `from ${source.path}`;
  if (source.kind === 'expression') return 'by its expression';
  if (source.kind === 'nothing') return value === undefined ? '' : 'from nowhere';
  return `its ${source.kind}`;
}

function showRoles({ print, colors }: Screen, roles: RolesPreview): void {
  print(`  ${colors.bold(roles.remote)}`);
  for (const { display, type, role } of roles.groups) {
    print(`    ${display}: ${role}${type === 'indirect' ? colors.dim(' (through a group within it)') : ''}`);
  }
  if (roles.groups.length === 0) print(colors.dim('    in no group that a role hangs on'));
  for (const name of roles.ambiguous)
    print(colors.yellow(`    more than one group is named ${name}: it gives no role`));
  const change = [
    ...roles.added.map((role) => colors.cyan(`+${role}`)),
    ...roles.removed.map((role) => colors.yellow(`-${role}`)),
  ];
  const parts = [
    `to be ${list(roles.value)}`,
    `now ${list(roles.now)}`,
    ...(roles.agreed === undefined ? [] : [`agreed ${list(roles.agreed)}`]),
    change.length > 0 ? change.join(' ') : roles.reason,
  ];
  print(`    ${parts.join('; ')}`);
}

function list(roles: readonly string[] | undefined): string {
  return roles === undefined || roles.length === 0 ? 'none' : roles.join(', ');
}

function showValue(value: unknown): string {
  return value === undefined ? '-' : JSON.stringify(value);
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
