export { createSqlStore, type SqlStoreOptions } from './create-sql-store.js';
export type { Database, DatabaseTarget } from './database.js';
export { DatabaseError } from './database-error.js';
export { migrate } from './migrate.js';
export { openDatabase } from './open-database.js';
export { purgeJournal } from './retention/purge-journal.js';
export { purgeRequests } from './retention/purge-requests.js';
export { purgeTrash } from './retention/purge-trash.js';
export { type Binding, joinSql, type Sql, sql } from './sql.js';
