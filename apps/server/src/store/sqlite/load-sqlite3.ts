import { DatabaseError } from '../database-error.js';

/**
 * The native module is compiled where no ready-made binary can be fetched, and that needs a compiler.
 *
 * @throws DatabaseError that names the packages to install.
 */
export async function loadSqlite3(load: () => Promise<unknown> = () => import('sqlite3')): Promise<void> {
  try {
    await load();
  } catch (cause) {
    const [reason] = String(cause instanceof Error ? cause.message : cause).split('\n');
    throw new DatabaseError(
      `SQLite's native module (sqlite3) cannot be loaded: ${reason}\n\n` +
        'It has to be compiled for this machine. Install the tools for that:\n' +
        '  Debian, Ubuntu   sudo apt-get install python3 make g++\n' +
        '  Fedora, RHEL     sudo dnf install python3 make gcc-c++\n' +
        '  macOS            xcode-select --install\n' +
        '  Windows          winget install Python.Python.3.12 and Microsoft.VisualStudio.2022.BuildTools ' +
        '(with "Desktop development with C++")\n' +
        'then delete node_modules and install again; or use PostgreSQL, which needs no native module (database: { env: DATABASE_URL }).',
      { cause },
    );
  }
}
