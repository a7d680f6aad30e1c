import { evaluateFilter } from '../scim/evaluate-filter.js';
import type { AttributePath, Filter } from '../scim/filter.js';
import type { Json, JsonObject } from '../scim/json.js';
import { isJsonList, isJsonObject } from '../scim/json.js';
import type { GroupBinding } from '../store/application-store.js';
import type { GroupRef, ResourceRecord } from '../store/resource.js';
import type { ScopePolicy } from './application.js';
import { scopeKey } from './bind-groups.js';
import type { ScopeVerdict } from './scope-verdict.js';

export interface ScopeInput {
  readonly scope: ScopePolicy | undefined;
  readonly resource: ResourceRecord;
  /** The person's groups: direct ones, with nested ones where the scope says so. */
  readonly groups: readonly GroupRef[];
  readonly bindings: Readonly<Record<string, GroupBinding>>;
  /** Why the application's scope is frozen as a whole. */
  readonly frozen?: string;
}

/** Pure: the filter AND any one of the groups. What cannot be told makes nobody a leaver. */
export function judgeScope({ scope, resource, groups, bindings, frozen }: ScopeInput): ScopeVerdict {
  if (scope === undefined) return { kind: 'in' };
  const byFilter = scope.filter === undefined ? inside : judgeFilter(scope.filter.filter, scope.filter.text, resource);
  if (byFilter.kind === 'out') return byFilter;
  const byGroups = scope.groups.length === 0 ? inside : judgeGroups(scope.groups, groups, bindings, frozen);
  if (byGroups.kind === 'out') return byGroups;
  return byFilter.kind === 'frozen' ? byFilter : byGroups;
}

const inside: ScopeVerdict = { kind: 'in' };

function judgeFilter(filter: Filter, text: string, resource: ResourceRecord): ScopeVerdict {
  const { id, externalId, created, lastModified, attributes } = resource;
  const document: JsonObject = {
    ...attributes,
    id,
    ...(externalId !== undefined && { externalId }),
    meta: { created, lastModified },
  };
  if (evaluateFilter(filter, document)) return inside;
  const absent = neededPaths(filter).find((path) => !hasValue(document, path.names));
  if (absent === undefined) return { kind: 'out', reason: `the filter ${text} does not match` };
  return { kind: 'frozen', reason: `the filter needs ${absent.names.join('.')}, which this person has not` };
}

function judgeGroups(
  names: readonly string[],
  groups: readonly GroupRef[],
  bindings: Readonly<Record<string, GroupBinding>>,
  frozen: string | undefined,
): ScopeVerdict {
  const ids = new Set(groups.map(({ value }) => value));
  if (names.some((name) => ids.has(bindings[scopeKey(name)]?.group ?? ''))) return inside;
  if (frozen !== undefined) return { kind: 'frozen', reason: frozen };
  const unknown = names.find((name) => bindings[scopeKey(name)] === undefined);
  if (unknown !== undefined) return { kind: 'frozen', reason: `there is no one group "${unknown}" in the directory` };
  return { kind: 'out', reason: `in none of the groups ${names.map((name) => `"${name}"`).join(', ')}` };
}

/** What the filter compares with something; whether a value is there at all (`pr`) can always be told. */
function neededPaths(filter: Filter): readonly AttributePath[] {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.flatMap(neededPaths);
    case 'not':
      return neededPaths(filter.filter);
    case 'compare':
      return filter.value === null ? [] : [filter.path];
    case 'values':
      return [filter.path];
    case 'present':
      return [];
  }
}

function hasValue(value: Json | undefined, names: readonly string[]): boolean {
  const [name, ...rest] = names;
  if (value === undefined || value === null || value === '') return false;
  if (isJsonList(value)) return value.some((one) => hasValue(one, names));
  if (name === undefined) return true;
  return isJsonObject(value) && hasValue(value[name], rest);
}
