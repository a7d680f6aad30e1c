import type { LinkStore } from '../link-store.js';
import { mergeLooks } from '../look.js';
import type { MemoryState } from './memory-state.js';
import { earlierOf } from './stored-link.js';

type LookParameters = Parameters<LinkStore['look']>;

/** The accounts that no link holds. */
export function lookAtLinks(state: MemoryState, [target, looks, dueAt]: LookParameters): readonly string[] {
  const stored = [...state.links.values()].filter(
    ({ link }) => link.application === target.application && link.type === target.type,
  );
  return looks.flatMap(({ accountId, look }) => {
    const held = stored.filter(({ link }) => link.accountId === accountId);
    for (const { link: seen } of held) {
      const current = state.links.get(seen.id);
      if (current === undefined) continue;
      const { link } = current;
      const due = earlierOf(link.dueAt, dueAt);
      const looked = { ...link, look: mergeLooks(link.look, look), attempts: 0, revision: link.revision + 1 };
      state.links.set(link.id, { ...current, link: { ...looked, ...(due !== undefined && { dueAt: due }) } });
    }
    return held.length === 0 ? [accountId] : [];
  });
}
