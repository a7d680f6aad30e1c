import type { Binding, Sql } from '../sql.js';

/** What node-sqlite3 gives knex for a connection. */
export interface SqliteConnection {
  exec(text: string, done: (error: Error | null) => void): void;
  prepare(text: string, done: (error: Error | null) => void): SqliteStatement;
  /** Ends the statement that runs; nothing where none does. */
  interrupt(): void;
}

interface SqliteStatement {
  all(bindings: readonly Binding[], done: (error: Error | null, rows: unknown) => void): void;
  finalize(done: () => void): void;
}

export interface StatementCache {
  /** Rejects with the driver's error, with the statement's text before it and none of its values. */
  run(statement: Sql): Promise<unknown>;
  /** SQLite closes no connection whose statements are still there. */
  clear(): Promise<void>;
}

/** Filters make texts without end; those of the daily work are a few dozen. */
const kept = 200;
/** A statement with more has as many rows as came together, each number is another text, and each holds up to half a megabyte. */
const mostBindings = 200;

/**
 * Statements of one connection, prepared once. For a small statement, preparing it (a turn of the thread pool of its own, and the
 * planner) takes longer than running it: with statements kept, the orchestrator provisions twice as many people a second.
 */
export function createStatementCache(connection: SqliteConnection): StatementCache {
  /** The one used last comes last. */
  const statements = new Map<string, Promise<SqliteStatement>>();

  function obtain(text: string): Promise<SqliteStatement> {
    const statement = statements.get(text) ?? prepare(connection, text);
    statements.delete(text);
    statements.set(text, statement);
    const [oldest] = statements;
    if (statements.size > kept && oldest !== undefined) {
      statements.delete(oldest[0]);
      // Waits for what runs on it.
      void finalize(oldest[1]);
    }
    return statement;
  }

  async function runOnce({ text, bindings }: Sql): Promise<unknown> {
    const statement = prepare(connection, text);
    try {
      return await runAll(await statement, bindings);
    } finally {
      await finalize(statement);
    }
  }

  return {
    async run({ text, bindings }) {
      try {
        if (bindings.length > mostBindings) return await runOnce({ text, bindings });
        const statement = await obtain(text).catch((error: unknown) => {
          // Its table may come later.
          statements.delete(text);
          throw error;
        });
        return await runAll(statement, bindings);
      } catch (error) {
        if (error instanceof Error) error.message = `${text.trim()} - ${error.message}`;
        throw error;
      }
    },
    async clear() {
      const all = [...statements.values()];
      statements.clear();
      await Promise.all(all.map(finalize));
    },
  };
}

/**
 * SQLite plans by a limit that is bound alone, and prepares the statement anew whenever one is bound, the same one too: that takes longer
 * than most statements. In a sum it is not looked at.
 */
export function hideLimits(text: string): string {
  return text.replaceAll(/\b(limit|offset) \?/g, '$1 ? + 0');
}

function prepare(connection: SqliteConnection, text: string): Promise<SqliteStatement> {
  return new Promise((resolve, reject) => {
    const statement = connection.prepare(hideLimits(text), (error) =>
      error === null ? resolve(statement) : reject(error),
    );
  });
}

function runAll(statement: SqliteStatement, bindings: readonly Binding[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    statement.all(bindings, (error, rows) => (error === null ? resolve(rows) : reject(error)));
  });
}

/** One that could not be prepared needs no end. */
function finalize(statement: Promise<SqliteStatement>): Promise<void> {
  return statement.then(
    (one) => new Promise((resolve) => one.finalize(resolve)),
    () => undefined,
  );
}
