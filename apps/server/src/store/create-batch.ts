interface Waiting<Value> {
  resolve(value: Value | undefined): void;
  reject(error: unknown): void;
}

/**
 * Finds by key, and what is asked for while an answer is under way together with the next question: sixteen callers at once cost two
 * round trips, not sixteen. Nobody is given an answer to a question that was put before their own.
 */
export function createBatch<Value>(
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
  most: number,
): (key: string) => Promise<Value | undefined> {
  const waiting = new Map<string, Waiting<Value>[]>();
  let asking = false;

  async function work(): Promise<void> {
    asking = true;
    while (waiting.size > 0) {
      const taken = new Map([...waiting].slice(0, most));
      for (const key of taken.keys()) waiting.delete(key);
      await answer(taken, ask);
    }
    asking = false;
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const others = waiting.get(key);
      if (others) others.push({ resolve, reject });
      else waiting.set(key, [{ resolve, reject }]);
      if (!asking) void work();
    });
}

async function answer<Value>(
  taken: ReadonlyMap<string, readonly Waiting<Value>[]>,
  ask: (keys: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): Promise<void> {
  try {
    const found = await ask([...taken.keys()]);
    for (const [key, callers] of taken) for (const caller of callers) caller.resolve(found.get(key));
  } catch (error) {
    for (const callers of taken.values()) for (const caller of callers) caller.reject(error);
  }
}
