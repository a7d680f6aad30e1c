/** The same answer for some milliseconds, and for everybody who asks meanwhile. A failure is not remembered. */
export function rememberFor<Value>(milliseconds: number, ask: () => Promise<Value>): () => Promise<Value> {
  let known: { readonly at: number; readonly value: Promise<Value> } | undefined;
  return () => {
    if (known !== undefined && performance.now() - known.at < milliseconds) return known.value;
    const asked = { at: performance.now(), value: ask() };
    known = asked;
    asked.value.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.value;
  };
}
