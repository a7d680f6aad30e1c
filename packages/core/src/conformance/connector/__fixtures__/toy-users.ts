import type { AccountRef } from '../../../connector/account.js';
import type { ResourceConnector } from '../../../connector/connector.js';
import { ConnectorError } from '../../../connector/connector-error.js';
import { leaveGroups } from './leave-groups.js';
import type { Fault, ToySite } from './toy-site.js';
import { type ToyShape, toRoles, toyPart } from './toy-table.js';

const shape: ToyShape = {
  exact: 'login',
  folded: 'email',
  shy: 'first',
  optional: ['first', 'last'],
  hasRoles: true,
  identity: ({ id, fields }) => `${id}-${String(fields.login)}`,
};

export function toyUsers(site: ToySite, token: string, fault: Fault | undefined): ResourceConnector {
  const { enter, read, write, toAccount, resources } = toyPart(site.users, shape, token, fault);
  return {
    ...resources,

    async deactivate({ id }, signal) {
      enter(signal);
      const record = read(id);
      if (!record.active && fault === 'deactivate fails the second time') throw new ConnectorError('invalid', 'toy: inactive');
      return write({ ...record, roles: [], active: false }, 'activity', ['active']);
    },

    async reactivate({ id, memo, without }: AccountRef, signal) {
      enter(signal);
      const record = read(id);
      if (fault === 'reactivate does nothing') return toAccount(record);
      const remembered = typeof memo === 'object' && memo !== null && 'roles' in memo ? memo.roles : [];
      const revoked = fault === 'reactivate gives everything back' ? [] : toRoles(without?.['roles']);
      const roles = fault === 'reactivate forgets the roles' ? [] : toRoles(remembered);
      const kept = roles.filter((role) => !revoked.includes(role));
      return write({ ...record, roles: kept, active: true }, 'activity', ['active']);
    },

    async owned({ id }, signal) {
      enter(signal);
      const owners = [...site.content.values()];
      const everybody = fault === 'what others own is counted';
      return { count: everybody ? owners.length + 1 : owners.filter((owner) => owner === id).length, of: 'posts' };
    },

    async remove(ref, options, signal) {
      enter(signal);
      const { reassignTo } = options;
      if (reassignTo === undefined && fault !== 'remove needs no heir') throw new ConnectorError('invalid', 'toy: name an heir');
      for (const [content, owner] of site.content) {
        if (owner !== ref.id) continue;
        if (reassignTo === undefined || fault === 'content goes with the account') site.content.delete(content);
        else site.content.set(content, reassignTo);
      }
      leaveGroups(site, { id: ref.id, type: 'User' });
      return resources.remove(ref, options, signal);
    },
  };
}
