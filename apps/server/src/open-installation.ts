import type { Configuration, ConfigurationSource } from './config/configuration.js';
import { requireConfiguration } from './config/require-configuration.js';
import { prepareDataFolder } from './installation/prepare-data-folder.js';
import { type Database, migrate, openDatabase } from './store/index.js';

/** What this machine holds: for commands that need no connector and no secret of theirs. */
export interface Installation {
  readonly configuration: Configuration;
  readonly database: Database;
}

/** @throws ConfigurationError, DatabaseError */
export async function openInstallation(source: ConfigurationSource): Promise<Installation> {
  const configuration = requireConfiguration(source);
  return { configuration, database: await openConfiguredDatabase(configuration) };
}

/** Open, with its tables up to date. */
export async function openConfiguredDatabase({ dataFolder, database: target }: Configuration): Promise<Database> {
  prepareDataFolder(dataFolder);
  const database = await openDatabase(target);
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
