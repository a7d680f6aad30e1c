import type { PlainCommit } from './plain-commit.js';
import type { Binding, Sql } from './sql.js';

/** One value that may be compared, as text, number and boolean: NULL where it is of another kind. */
export interface Leaf {
  /** Compares by code point. */
  readonly text: Sql;
  readonly number: Sql;
  /** Comparable with `Dialect.boolean`. */
  readonly boolean: Sql;
  /** There is a value. */
  readonly exists: Sql;
  /** There is a value, and it is not the empty string. */
  readonly assigned: Sql;
}

/** What the two databases say differently. */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres';
  /** For migrations. */
  readonly types: {
    readonly identity: string;
    /** Text that compares by code point. */
    readonly text: string;
    readonly json: string;
    /** Ends a table whose primary key is the table. */
    readonly keyedTable: string;
  };
  /** Ends a select: the rows of its table `r` stay as they are until the transaction ends. */
  readonly forUpdate: Sql;
  /** Ends a select: the rows of its table `r` are not deleted until the transaction ends. */
  readonly forKeyShare: Sql;
  /** The same as `forUpdate`, but passes over rows that others hold. */
  readonly skipLocked: Sql;
  /** A statement: until the transaction ends nobody else passes it with this name. Absent where only one writes at a time. */
  oneAtATime?(name: string): Sql;
  /** A statement: until the transaction ends nobody else has counted, or counts, what is not committed. */
  readonly lockCounters: Sql;
  /** How many rows share a count, so that concurrent transactions seldom wait for one row. */
  readonly counterShards: number;

  /** Plain commits by one statement, which writes all of them or none. Absent where there is no such thing. */
  readonly plainCommits?: {
    /** What a connection needs once, before its first, outside of a transaction; and then this, within one. Run anew, they do nothing. */
    readonly configure: Sql;
    readonly prepare: readonly Sql[];
    write(commits: readonly PlainCommit[]): Sql;
    /** One of them met somebody else. */
    isRefusal(error: unknown): boolean;
  };

  /** For `in (…)`: any number of strings in one binding. */
  texts(values: readonly string[]): Sql;
  /** A list of lists as JSON text, one for each row; of none NULL or an empty list. */
  gather(columns: readonly Sql[]): Sql;
  /** For `from … v`: each value of a list as the JSON column `v.value`, any number of them in one binding. */
  rows(values: readonly object[]): Sql;

  /** A document to keep in a column of `types.json`. */
  document(value: object): Sql;
  /** The JSON value that these names lead to. */
  at(json: Sql, names: readonly string[]): Sql;
  /** The scalar that these names lead to. */
  leaf(json: Sql, names: readonly string[]): Leaf;
  /** For `from …`: the values of a list, or the one value that is no list. */
  elements(json: Sql, alias: string): Sql;
  /** An element that is an object; NULL where it is none. */
  elementObject(alias: string): Sql;
  elementLeaf(alias: string): Leaf;
  /** The place of an element in its list. */
  elementPlace(alias: string): Sql;
  boolean(value: boolean): Binding;

  /** `text` holds `part` somewhere. */
  contains(text: Sql, part: string): Sql;
  /** `part` is not empty. */
  endsWith(text: Sql, part: string): Sql;

  /** The same condition, of which the planner is told that few rows pass it. */
  rare(condition: Sql): Sql;

  /** Where a statement failed because a unique index has the value already: what names the index or its columns. */
  findViolatedIndex(error: unknown): string | undefined;
  /** The error to throw for one that a statement failed with: where the caller's own data is at fault, it says so. */
  explainError(error: unknown): unknown;
  rowsOf(response: unknown): readonly unknown[];
}
