import { resolve } from 'node:path';
import { isJsonObject, type Json } from '@linkspan/core';
import type { ConfigurationSource } from '../config/configuration.js';
import { configurationFile } from '../config/configuration-file.js';
import { readConfiguration } from '../config/read-configuration.js';
import { isSecretReference } from '../config/secret-reference.js';

/** The file itself, and those that it refers to for secrets, whether they are there or not. Absolute names. */
export function listConfigurationFiles(source: ConfigurationSource): readonly string[] {
  const { raw, folder } = readConfiguration(source);
  return [configurationFile(source), ...new Set(referencesIn(raw).map((file) => resolve(folder, file)))];
}

function referencesIn(value: Json): readonly string[] {
  if (isSecretReference(value)) return 'file' in value ? [value.file] : [];
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  return isJsonObject(value) ? Object.values(value).flatMap(referencesIn) : [];
}
