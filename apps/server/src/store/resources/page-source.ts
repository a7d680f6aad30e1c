import type { Filter, ResourceQuery } from '@linkspan/core';
import { compileFilter } from '../filter/compile-filter.js';
import type { FilterTarget } from '../filter/filter-target.js';
import { type Sql, sql, verbatim } from '../sql.js';

/** Where a page's rows come from: `resources r`, and what leads to it. */
export interface PageSource {
  readonly from: Sql;
  readonly condition: Sql;
  /** What the rows are in the order of, without a sort. */
  readonly id: Sql;
  /** The same rows, where nothing of them is needed but the id. */
  readonly narrow: Pick<PageSource, 'from' | 'condition'>;
}

/**
 * The members of one group are read from the group's rows, in their order: to look for everybody in a list of 70,000 would cost a list of 70,000 for
 * every page.
 */
export function findPageSource(
  target: FilterTarget,
  { filter, sort }: Pick<ResourceQuery, 'filter' | 'sort'>,
): PageSource {
  const group = sort === undefined && filter !== undefined && target.type === 'User' ? findGroup(filter) : undefined;
  return group === undefined ? everybody(target, filter) : membersOf(target, group);
}

function everybody(target: FilterTarget, filter: Filter | undefined): PageSource {
  const own = sql`r.directory = ${target.directory} and r.type = ${target.type}`;
  const condition = filter === undefined ? own : sql`${own} and ${compileFilter(target, filter)}`;
  const from = verbatim('resources r');
  return { from, condition, id: verbatim('r.id'), narrow: { from, condition } };
}

interface OneGroup {
  readonly id: string;
  /** What else the filter wants. */
  readonly others: readonly Filter[];
}

function findGroup(filter: Filter): OneGroup | undefined {
  const terms = filter.kind === 'and' ? filter.filters : [filter];
  for (const term of terms) {
    const isGroup = term.kind === 'compare' && term.operator === 'eq' && term.path.names.join('.') === 'groups.value';
    if (isGroup && typeof term.value === 'string' && term.path.attribute.caseExact) {
      return { id: term.value, others: terms.filter((other) => other !== term) };
    }
  }
  return undefined;
}

function membersOf(target: FilterTarget, { id, others }: OneGroup): PageSource {
  // A trashed group keeps its rows.
  const own = sql`x.directory = ${target.directory} and x.group_id = ${id} and x.member_type = ${target.type} and exists (
    select 1 from resources g where g.directory = ${target.directory} and g.type = 'Group' and g.id = ${id})`;
  const from = verbatim(
    'members x join resources r on r.directory = x.directory and r.type = x.member_type and r.id = x.member_id',
  );
  const condition =
    others.length === 0 ? own : sql`${own} and ${compileFilter(target, { kind: 'and', filters: others })}`;
  const narrow = others.length === 0 ? { from: verbatim('members x'), condition } : { from, condition };
  return { from, condition, id: verbatim('x.member_id'), narrow };
}
