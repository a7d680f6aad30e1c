/** Milliseconds. */
const pace = 20;

/**
 * Passes a hint on at once, and those that follow it within a moment as one: what many requests change together is then expanded
 * together, and not in a transaction for each.
 */
export function createHintPacer(hint: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let again = false;

  function pass(): void {
    again = false;
    hint();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) pass();
    }, pace);
    timer.unref();
  }

  return () => {
    if (timer === undefined) pass();
    else again = true;
  };
}
