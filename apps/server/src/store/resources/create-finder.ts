import type { EffectiveGroup, ResourceRecord, ResourceStore, Scope } from '@linkspan/core';
import { createBatch } from '../create-batch.js';
import type { Database } from '../database.js';
import { findResources } from './find-resource.js';
import { listEffectiveGroups } from './list-effective-groups.js';

type Batch<Value> = ReturnType<typeof createBatch<Value>>;

/** In one statement. */
const most = 100;

/** Reads by id, those of concurrent requests in one statement. */
export function createFinder({ read, dialect }: Database): Pick<ResourceStore, 'find' | 'listEffectiveGroups'> {
  const familyOf = (also?: 'groups') =>
    createFamily((scope, type) =>
      createBatch<ResourceRecord>((ids) => findResources(read, dialect, scope, type, ids, { also }), most),
    );
  const resources = familyOf();
  const resourcesWithGroups = familyOf('groups');
  const groups = createFamily((scope) =>
    createBatch<readonly EffectiveGroup[]>((ids) => listEffectiveGroups(read, dialect, scope, ids), most),
  );
  return {
    find: (scope, type, id, also) => (also === undefined ? resources : resourcesWithGroups)(scope, type)(id),
    async listEffectiveGroups(scope, members) {
      const [only, ...others] = members;
      if (only === undefined || others.length > 0) return listEffectiveGroups(read, dialect, scope, members);
      const found = await groups(scope, '')(only);
      return new Map(found === undefined ? [] : [[only, found]]);
    },
  };
}

/** One for each directory, client and type: no question is put together with that of another tenant. */
function createFamily<Value>(create: (scope: Scope, type: string) => Batch<Value>) {
  const members = new Map<string, Batch<Value>>();
  return (scope: Scope, type: string): Batch<Value> => {
    const key = `${scope.directory}\n${scope.client}\n${type}`;
    const member = members.get(key) ?? create(scope, type);
    members.set(key, member);
    return member;
  };
}
