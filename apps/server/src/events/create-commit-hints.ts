/** Who wants to know that something was committed. */
export interface CommitHints {
  /** Cheap, and never throws: it is called within requests. */
  tell(): void;
  /** What it returns ends it. */
  listen(listener: () => void): () => void;
}

export function createCommitHints(): CommitHints {
  const listeners = new Set<() => void>();
  return {
    tell() {
      for (const listener of listeners) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
