import type { ResourcePlace } from '../../store/resource-store.js';
import { bindTo } from './bind-to.js';
import type { Call } from './call.js';
import { type Part, type PartPage, type Question, queryOf, type RootPage } from './root-question.js';

/** Before everybody, in the order of ids: what several types are listed in. */
const beginning: ResourcePlace = { id: '' };

/**
 * RFC 9865 over several types: a walk goes through one type after the other, and its cursors say in which it is. They lead forwards alone,
 * which the RFC leaves to the server.
 */
export async function walkRoot(
  call: Call,
  question: Question,
  { cursor, count }: { readonly cursor: string; readonly count: number },
): Promise<RootPage> {
  const { cursors, limits, resources, scope } = call;
  const { parts, sort } = question;
  const now = Date.parse(call.now());
  const asked = parts.map(({ type, filter }) => [type.name, filter]);
  const bound = bindTo(['root', scope.directory, scope.client, asked, sort]);
  const walk = cursor === '' ? undefined : cursors.open(cursor, bound, now, limits.cursorSeconds);
  const first = walk?.type === undefined ? 0 : parts.findIndex(({ type }) => type.name === walk.type);
  const pages: PartPage[] = [];
  let left = count;
  let next: { readonly place: ResourcePlace; readonly type: string } | undefined;
  let counted = 0;
  for (const [index, part] of parts.entries()) {
    const type = part.type.name;
    const isReached = index >= first && next === undefined;
    if (isReached && left === 0 && count > 0) next = { place: beginning, type };
    if (!isReached || left === 0) {
      // The first page tells how many there are in all.
      if (walk === undefined) counted += await countAll(call, question, part);
      continue;
    }
    const from = index === first && walk ? walk.place : 'start';
    const page = await resources.query(scope, {
      ...queryOf(call, question, part),
      from,
      startIndex: 1,
      count: left,
      ...(walk && { withoutTotal: true }),
    });
    counted += page.total;
    left -= page.resources.length;
    pages.push({ part, records: page.resources });
    if (page.next) next = { place: page.next, type };
  }
  const total = walk?.total ?? counted;
  const nextCursor = next && cursors.seal({ ...next, total }, bound, now);
  return { head: { totalResults: total, ...(nextCursor !== undefined && { nextCursor }) }, pages };
}

async function countAll(call: Call, question: Question, part: Part): Promise<number> {
  const { total } = await call.resources.query(call.scope, {
    ...queryOf(call, question, part),
    startIndex: 1,
    count: 0,
  });
  return total;
}
