import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject, type JsonObject, type ResourceType } from '@linkspan/core';
import type { z } from 'zod';
import { applicationSection } from './application-section.js';
import { builtInConfiguration } from './built-in-configuration.js';
import { clientSection } from './client-section.js';
import type { Configuration, ConfigurationSource } from './configuration.js';
import { configurationFile } from './configuration-file.js';
import { configurationJsonSchema } from './configuration-json-schema.js';
import { configurationSchema } from './configuration-schema.js';
import { eventSection } from './event-section.js';
import { findConflicts } from './find-conflicts.js';
import { findShapeProblems, type LocatedProblem } from './find-shape-problems.js';
import { overrideAddress } from './override-address.js';
import type { Problem } from './problem.js';
import { readYaml } from './read-yaml.js';
import { resolveDatabase } from './resolve-database.js';
import { readDeclaredTypes } from './schemas/read-declared-types.js';
import { withoutPaths } from './without-paths.js';

/** What was found, with all that is wrong with it. */
export interface ConfigurationReading {
  /** The file's name, for messages. */
  readonly source: string;
  readonly folder: string;
  /** As written, without what has the wrong shape, so that the rest can be checked further. */
  readonly raw: JsonObject;
  /** Absent where `schemas` or `resourceTypes` are wrong. */
  readonly types?: readonly ResourceType[];
  /** Absent where there are problems. */
  readonly configuration?: Configuration;
  readonly problems: readonly Problem[];
  /** Adds the line where a problem stands in the file. */
  withLine(problem: LocatedProblem): Problem;
}

/** Reads `LINKSPAN_CONFIG`, else `./linkspan.yaml`, else the built-in configuration. */
export function readConfiguration(origin: ConfigurationSource): ConfigurationReading {
  const { environment } = origin;
  const file = configurationFile(origin);
  const folder = dirname(file);
  const nothing = { source: file, folder, raw: {}, withLine: ({ steps: _, ...problem }: LocatedProblem) => problem };
  const { text, failure } = readText(file);
  if (failure !== undefined && (environment.LINKSPAN_CONFIG || failure !== 'ENOENT')) {
    const remedy = 'Make it readable by the user that runs linkspan, or set LINKSPAN_CONFIG to another file.';
    return { ...nothing, problems: [{ path: 'the file', message: `cannot be read (${failure})`, remedy }] };
  }
  const yaml = readYaml(text ?? JSON.stringify(builtInConfiguration));
  if (yaml.problems.length > 0) return { ...nothing, problems: yaml.problems };

  const source = { environment, folder };
  const shape = findShapeProblems(yaml.value, {
    schema: configurationSchema,
    jsonSchema: configurationJsonSchema() as JsonObject,
  });
  const written = isJsonObject(yaml.value) ? yaml.value : {};
  const raw = withoutPaths(
    written,
    shape.map(({ steps }) => steps),
  );
  const withLine = ({ steps, ...problem }: LocatedProblem): Problem => {
    const line = text === undefined ? undefined : yaml.lineOf(steps);
    return line === undefined ? problem : { ...problem, line };
  };
  const declared = readDeclaredTypes(
    raw,
    folder,
    shape.some(({ steps: [section] }) => section === 'schemas' || section === 'resourceTypes'),
  );
  const conflicts = findConflicts({
    directories: Object.keys(isJsonObject(raw.directories) ? raw.directories : { main: {} }),
    clients: keepValid(raw.clients, clientSection),
    applications: keepValid(raw.applications, applicationSection),
    events: keepValid(raw.events, eventSection),
  });
  const problems = [...shape, ...declared.problems, ...conflicts].map(withLine);
  const parsed = configurationSchema.safeParse(yaml.value);
  const { listen, problems: addressProblems } = overrideAddress(
    parsed.data?.server.listen ?? { host: '127.0.0.1', port: 0 },
    environment,
  );
  problems.push(...addressProblems);
  const reading = {
    source: text === undefined ? 'The built-in configuration' : file,
    folder,
    raw,
    withLine,
    ...(declared.types && { types: declared.types }),
  };
  if (!parsed.success) return { ...reading, problems };

  const database = resolveDatabase(parsed.data.database, source);
  if ('problem' in database) {
    return {
      ...reading,
      problems: [...problems, withLine({ path: 'database', steps: ['database'], ...database.problem })],
    };
  }
  if (problems.length > 0 || declared.types === undefined) return { ...reading, problems };
  const configuration: Configuration = {
    ...(text === undefined ? {} : { file }),
    folder,
    ...database,
    server: { ...parsed.data.server, listen },
    directories: Object.keys(parsed.data.directories),
    types: declared.types,
    clients: parsed.data.clients,
    applications: parsed.data.applications,
    requests: parsed.data.requests,
    events: parsed.data.events,
    ...(parsed.data.notify && { notify: parsed.data.notify }),
  };
  return { ...reading, configuration, problems };
}

function readText(file: string): { readonly text?: string; readonly failure?: string } {
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    return { failure: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  }
}

/** The sections that are well-formed by themselves. */
export function keepValid<Section extends z.ZodType>(raw: unknown, schema: Section): Record<string, z.output<Section>> {
  const valid: Record<string, z.output<Section>> = {};
  for (const [name, value] of Object.entries(isJsonObject(raw) ? raw : {})) {
    const { success, data } = schema.safeParse(value);
    if (success) valid[name] = data;
  }
  return valid;
}
