import type { Configuration, ConfigurationSource } from './configuration.js';
import { ConfigurationError } from './problem.js';
import { readConfiguration } from './read-configuration.js';

/** @throws ConfigurationError with everything that is wrong in the file itself; packages and their secrets are not looked at. */
export function requireConfiguration(source: ConfigurationSource): Configuration {
  const { configuration, problems, source: name } = readConfiguration(source);
  if (!configuration) throw new ConfigurationError(name, problems);
  return configuration;
}
