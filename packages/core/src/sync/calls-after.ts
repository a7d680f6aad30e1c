/** Milliseconds that calls in flight may take to end once nothing more is to be begun. */
const patience = 8_000;

/**
 * For calls to an application while work is handed out until `signal`: a write that is cut off leaves in doubt what the account holds, so
 * it may end first, though not take for ever.
 */
export function callsAfter(signal: AbortSignal): { readonly calls: AbortSignal; end(): void } {
  const calls = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    timer = setTimeout(() => calls.abort(signal.reason), patience);
  };
  if (signal.aborted) onAbort();
  else signal.addEventListener('abort', onAbort, { once: true });
  return {
    calls: calls.signal,
    end() {
      signal.removeEventListener('abort', onAbort);
      clearTimeout(timer);
    },
  };
}
