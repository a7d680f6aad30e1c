import type { Dialect } from '../dialect.js';

/** One step forward. Once released its statements never change: what was wrong is put right by a later one. */
export interface Migration {
  readonly name: string;
  statements(dialect: Dialect): readonly string[];
}
