import { expiredPassword } from '../expired-password.js';
import type { PasswordPlace, PasswordStore, WaitingPassword } from '../password-store.js';
import type { Commit } from '../resource-store.js';
import { addJournalLine, type MemoryState } from './memory-state.js';

export interface StoredPassword {
  readonly place: PasswordPlace;
  readonly waiting: WaitingPassword;
}

export function createMemoryPasswordStore(state: MemoryState): PasswordStore {
  const { passwords } = state;

  function wipeWhere(isWiped: (stored: StoredPassword) => boolean): readonly StoredPassword[] {
    const wiped = [...passwords].filter(([, stored]) => isWiped(stored));
    for (const [key] of wiped) passwords.delete(key);
    return wiped.map(([, stored]) => stored);
  }

  return {
    async listWaiting(place, resourceIds) {
      return resourceIds.flatMap((id) => passwords.get(keyOf(place, id))?.waiting ?? []);
    },
    async wipe(place, { resourceId, revision }, journal) {
      const key = keyOf(place, resourceId);
      if (passwords.get(key)?.waiting.revision !== revision) return false;
      passwords.delete(key);
      if (journal) addJournalLine(state, journal);
      return true;
    },
    async keepOnly(takers) {
      return wipeWhere(
        ({ place }) =>
          !takers.some(
            ({ application, directory }) => application === place.application && directory === place.directory,
          ),
      ).length;
    },
    async expire(before) {
      const wiped = wipeWhere(({ waiting }) => waiting.setAt < before);
      for (const { place, waiting } of wiped) addJournalLine(state, expiredPassword(place, waiting));
      return wiped.length;
    },
  };
}

/** With the rest of the commit. */
export function writePassword(state: MemoryState, { scope, type, id, password, resource }: Commit): void {
  const { directory } = scope;
  if (resource === 'trash') {
    for (const [key, { place, waiting }] of state.passwords)
      if (place.directory === directory && place.type === type && waiting.resourceId === id)
        state.passwords.delete(key);
    return;
  }
  if (password === undefined) return;
  const { sealed, revision, applications } = password;
  for (const application of applications) {
    const place = { application, directory, type };
    const waiting = { resourceId: id, sealed, revision, setAt: state.now() };
    state.passwords.set(keyOf(place, id), { place, waiting });
  }
}

function keyOf({ application, directory, type }: PasswordPlace, resourceId: string): string {
  return JSON.stringify([application, directory, type, resourceId]);
}
