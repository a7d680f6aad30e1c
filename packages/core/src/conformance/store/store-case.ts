import type { StoreContext } from './store-context.js';

/** One case of the store contract. It leaves other directories and applications of a shared database alone. */
export interface StoreCase {
  readonly name: string;
  run(context: StoreContext): Promise<void>;
}
