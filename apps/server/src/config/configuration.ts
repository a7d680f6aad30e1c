import type { ResourceType } from '@linkspan/core';
import type { DatabaseTarget } from '../store/index.js';
import type {
  ApplicationSection,
  ClientSection,
  EventSection,
  NotifySection,
  RequestsSection,
  ServerSection,
} from './configuration-schema.js';

/** `linkspan.yaml` and the environment, checked; packages are not imported and the connectors' secrets not read yet. */
export interface Configuration {
  /** Absolute; absent where there is no file and the built-in configuration holds. */
  readonly file?: string;
  /** Relative paths and packages start here. */
  readonly folder: string;
  /** Holds the key file, and the database where it is SQLite. */
  readonly dataFolder: string;
  readonly server: ServerSection;
  readonly database: DatabaseTarget;
  readonly directories: readonly string[];
  /** What every directory holds: people, groups, and what `schemas` and `resourceTypes` add. */
  readonly types: readonly ResourceType[];
  readonly clients: Readonly<Record<string, ClientSection>>;
  readonly applications: Readonly<Record<string, ApplicationSection>>;
  readonly requests: RequestsSection;
  readonly events: Readonly<Record<string, EventSection>>;
  readonly notify?: NotifySection;
}

/** The process's outside, as far as the configuration may look. */
export interface ConfigurationSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The working folder. */
  readonly folder: string;
}
