import type { AttributePath, Filter, ResourceQuery } from '@linkspan/core';
import type { LongCost } from '../database.js';
import { isIndexed, keyColumns } from '../resources/resource-keys.js';
import type { FilterTarget } from './filter-target.js';

/** `look-up`: an index gives the few that are meant. Others: see `Database.readBounded`. */
export type Cost = 'look-up' | LongCost;

const order: readonly Cost[] = ['look-up', 'range', 'scan'];
const tableOrders = new Set(['id', 'meta.lastModified']);
const ranges = new Set<string>(['sw', 'gt', 'ge', 'lt', 'le']);

/** What a query costs at the worst, told by the indexes that the store keeps. */
export function judgeCost(target: FilterTarget, { filter, sort }: Pick<ResourceQuery, 'filter' | 'sort'>): Cost {
  const found = filter === undefined ? 'range' : judgeFilter(target, filter);
  // To sort many by what no index has in order, all of them have to be seen.
  return found === 'range' && sort !== undefined && !isColumn(target, sort.path) ? 'scan' : found;
}

function judgeFilter(target: FilterTarget, filter: Filter): Cost {
  switch (filter.kind) {
    case 'and':
      return pick(target, filter.filters, Math.min) ?? 'scan';
    case 'or': {
      const worst = pick(target, filter.filters, Math.max) ?? 'look-up';
      // Of several ways at once a planner may make none.
      return worst === 'look-up' && filter.filters.length > 1 ? 'range' : worst;
    }
    case 'not':
      return 'scan';
    case 'present':
      return isColumn(target, filter.path) ? 'range' : 'scan';
    case 'values':
      return judgeValues(target, filter.path.names, filter.filter);
    case 'compare':
      return judgeComparison(target, filter.path, filter.operator);
  }
}

function pick(
  target: FilterTarget,
  filters: readonly Filter[],
  choose: (...places: readonly number[]) => number,
): Cost | undefined {
  return order[choose(...filters.map((inner) => order.indexOf(judgeFilter(target, inner))))];
}

/** Of one value between brackets the rows of an index tell, see `compileValues`. */
function judgeValues(target: FilterTarget, names: readonly string[], inner: Filter): Cost {
  if (inner.kind === 'and') {
    const costs = inner.filters.map((each) => judgeValues(target, names, each));
    return order.find((cost) => costs.includes(cost)) ?? 'scan';
  }
  if (inner.kind !== 'compare' || !isIndexed(target.type, [...names, ...inner.path.names].join('.'))) return 'scan';
  if (inner.operator === 'eq') return 'look-up';
  return inner.operator === 'sw' ? 'range' : 'scan';
}

function judgeComparison(target: FilterTarget, path: AttributePath, operator: string): Cost {
  const name = path.names.join('.');
  const isKept = isColumn(target, path) || isInRows(target, name);
  if (!isKept) return 'scan';
  if (operator !== 'eq') return ranges.has(operator) ? 'range' : 'scan';
  // As many as there are members, and half of everybody.
  return name === 'groups.value' || name === 'active' || name === 'meta.lastModified' ? 'range' : 'look-up';
}

function isColumn({ type }: FilterTarget, { names, attribute }: AttributePath): boolean {
  const name = names.join('.');
  return tableOrders.has(name) || (isIndexed(type, name) && keyColumns[name] !== undefined && !attribute.caseExact);
}

function isInRows({ type }: FilterTarget, name: string): boolean {
  if (name === 'externalId') return true;
  if (name === 'members.value') return type === 'Group';
  if (name === 'groups.value') return type === 'User';
  return isIndexed(type, name);
}
