/** Milliseconds. */
const shortest = 20;
const longest = 160;

/**
 * Passes a hint on at once, and those that follow it within a moment as one: what many requests change together is then expanded
 * together, and not in a transaction for each. While they keep coming the pause doubles, so that a flood is expanded six times a second.
 */
export function createHintPacer(hint: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let again = false;

  function pass(pause: number): void {
    again = false;
    hint();
    timer = setTimeout(() => {
      timer = undefined;
      if (again) pass(Math.min(pause * 2, longest));
    }, pause);
    timer.unref();
  }

  return () => {
    if (timer === undefined) pass(shortest);
    else again = true;
  };
}
