import type { Delta } from '../../connector/changes.js';
import type { Look } from '../../store/look.js';
import type { Runtime } from '../runtime.js';

/**
 * What the application says has changed, made durable: a look at the links of those accounts, and a newcomer for each that nobody has. An echo
 * of our own write is noted like the rest: what the account holds tells it.
 */
export async function noteDeltas(runtime: Runtime, deltas: readonly Delta[]): Promise<void> {
  const { name, type, store, now } = runtime;
  if (deltas.length === 0) return;
  const at = now();
  const looks = deltas.map((delta) => ({ accountId: delta.id, look: lookOf(delta, at) }));
  const nobodys = new Set(await store.links.look({ application: name, type }, looks, at));
  const last = new Map(deltas.map((delta) => [delta.id, delta]));
  const strangers = [...last.values()].filter(({ id }) => nobodys.has(id));
  const gone = strangers.filter(({ kind }) => kind === 'deleted').map(({ id }) => id);
  if (gone.length > 0) await store.newcomers.remove(name, type, gone);
  const added = strangers.filter(({ kind }) => kind === 'changed');
  await store.newcomers.add(
    name,
    type,
    added.map(({ id, by }) => ({
      accountId: id,
      state: 'new',
      since: at,
      attempts: 0,
      dueAt: at,
      ...(by !== undefined && { by }),
    })),
  );
}

function lookOf({ at, by, fields }: Delta, now: number): Look {
  const said = { at: at ?? now, ...(by !== undefined && { by }) };
  return {
    ...said,
    // Without the vendor's own time there is none for the values.
    ...(fields !== undefined && at !== undefined && { fields: Object.fromEntries(fields.map((name) => [name, said])) }),
  };
}
