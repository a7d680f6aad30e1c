import { type ConnectorModule, defaultPolicy, everyOperation, userType } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { applicationSection } from '../config/application-section.js';
import { toPolicy } from './to-policy.js';

const module: ConnectorModule = {
  apiVersion: 1,
  name: 'file',
  title: 'File',
  config: z.object({}),
  users: {
    rules: [
      { scim: 'userName', remote: 'login', correlates: 'adopt' },
      { scim: 'emails[primary eq true].value', remote: 'email', correlates: 'ask' },
    ],
  },
};

const policyOf = (keys: object) => toPolicy(applicationSection.parse({ connector: 'x', ...keys }), module, userType);
const noDelete = { ...everyOperation, delete: false };

describe('the policy', () => {
  it('of somebody who says nothing is the core’s own', () => {
    expect(policyOf({})).toEqual(defaultPolicy);
  });

  it('has the application’s operations in every way that names none of its own', () => {
    const provisioning = {
      manual: { operations: { delete: true } },
      schedule: [{ cron: '0 3 * * *' }, { cron: '0 4 * * *', mode: 'full', operations: { create: false } }],
    };
    const policy = policyOf({ operations: { delete: false }, provisioning });
    expect(policy.automatic).toEqual(noDelete);
    expect(policy.manual).toEqual(everyOperation);
    expect(policy.schedules).toEqual([
      { cron: '0 3 * * *', mode: 'changes', operations: noDelete },
      { cron: '0 4 * * *', mode: 'full', operations: { ...noDelete, create: false } },
    ]);
  });

  it('has ways that are off', () => {
    expect(policyOf({ provisioning: { manual: false, automatic: false } })).toMatchObject({
      manual: false,
      automatic: false,
    });
  });

  it('has a scope whose filter is read', () => {
    expect(policyOf({ scope: { filter: 'USERTYPE eq "x"', groups: ['Staff'] } }).scope).toMatchObject({
      filter: { text: 'USERTYPE eq "x"', filter: { kind: 'compare', path: { names: ['userType'] } } },
      groups: ['Staff'],
      nested: true,
    });
  });

  it('has the groups that it gets, emptied when they are deleted unless it says otherwise', () => {
    expect(policyOf({ groups: { provision: ['Staff'] } }).groups).toEqual({ provision: ['Staff'], onDelete: 'empty' });
  });

  it('takes nothing back unless it says so, and then what is harmless', () => {
    expect(policyOf({})).not.toHaveProperty('twoWay');
    expect(policyOf({ twoWay: {} }).twoWay).toEqual({
      source: ['feed', 'webhook', 'poll'],
      poll: 300_000,
      operations: noDelete,
      attributes: ['name', 'displayName', 'title'],
      authority: {},
      conflict: 'hold',
      onNew: 'report',
      onDeleted: 'report',
    });
    const own = { attributes: ['active'], operations: { delete: true }, authority: { title: 'application' } } as const;
    expect(policyOf({ twoWay: { ...own, poll: '10s' } }).twoWay).toMatchObject({
      ...own,
      poll: 10_000,
      operations: everyOperation,
    });
  });

  it('asks about a match that the connector’s own rules are not sure of', () => {
    const emails = 'emails[primary eq true].value';
    const correlation = [
      { scim: 'userName', remote: 'login' },
      { scim: emails, remote: 'email' },
      { scim: 'externalId', remote: 'login' },
      { scim: emails, remote: 'email', onMatch: 'never' },
    ];
    expect(policyOf({ correlation }).correlation?.map(({ onMatch }) => onMatch)).toEqual([
      'adopt',
      'ask',
      'ask',
      'never',
    ]);
  });

  it('takes a budget instead of the default, not beside it', () => {
    const { guards } = policyOf({ guards: { deactivate: { count: 3 } } });
    expect(guards).toEqual({ ...defaultPolicy.guards, deactivate: { count: 3 } });
  });
});
