import type { Store } from '@linkspan/core';

const actor = /^application:(.+)$/;

/** The same store; `note` learns of each application whose word was written into the directory. */
export function countChangesBack(store: Store, note: (application: string) => void): Store {
  const { resources } = store;
  return {
    ...store,
    resources: {
      ...resources,
      async commit(commit) {
        const outcome = await resources.commit(commit);
        const [, application] = actor.exec(commit.journal.actor) ?? [];
        if (application !== undefined && outcome.kind === 'committed' && outcome.changed) note(application);
        return outcome;
      },
    },
  };
}
