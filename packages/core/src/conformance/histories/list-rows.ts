import type { Json } from '../../scim/json.js';
import type { SiteAnswer } from './faulty-site.js';

const pageSize = 2;

/** Those whose `fields` are exactly what is asked for, else a page of all behind `after` with the number of those that are left. */
export function listRows<Row extends { readonly id: string }>(
  rows: ReadonlyMap<string, Row>,
  query: URLSearchParams,
  fields: readonly (keyof Row & string)[],
): SiteAnswer {
  const all = [...rows.values()];
  for (const field of fields) {
    const wanted = query.get(field);
    if (wanted !== null)
      return page(
        all.filter((row) => row[field] === wanted),
        0,
      );
  }
  const after = Number(query.get('after') ?? 0);
  const left = all.filter(({ id }) => Number(id) > after);
  return page(left.slice(0, pageSize), left.length);
}

export function showRow(row: object, status = 200): SiteAnswer {
  return { status, body: { ...row } as unknown as Json };
}

function page(rows: readonly object[], total: number): SiteAnswer {
  return { status: 200, body: { items: rows.map((row) => ({ ...row })) as unknown as Json, total } };
}
