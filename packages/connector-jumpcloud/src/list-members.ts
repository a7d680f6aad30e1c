import type { MemberRef, Page } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { readPage } from './read-page.js';

const edgeSchema = z.object({ to: z.object({ id: z.string(), type: z.string() }) });

/** The direct members of a group, which are users alone. */
export async function listMembers(
  api: Api,
  groupPath: string,
  cursor: string | undefined,
  signal: AbortSignal,
): Promise<Page<MemberRef>> {
  const listing = {
    path: `${groupPath}/members`,
    item: edgeSchema,
    idOf: ({ to }: z.output<typeof edgeSchema>) => to.id,
    to: 'list the members of a group',
  };
  const { items, ...page } = await readPage(api, listing, cursor, signal);
  const users = items.filter(({ to }) => to.type === 'user');
  return { ...page, items: users.map(({ to }) => ({ id: to.id, type: 'User' as const })) };
}
