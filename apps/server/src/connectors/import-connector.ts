import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ConnectorModule } from '@linkspan/core';
import { findImportEntry } from './find-import-entry.js';
import { shareHostPackages } from './share-host-packages.js';

/** Why a package cannot serve as a connector: reads as in a `Problem`. */
export interface UnusableConnector {
  readonly message: string;
  readonly remedy: string;
}

export type ImportedConnector = { readonly module: ConnectorModule } | { readonly unusable: UnusableConnector };

/** Imports a connector package, from `folder` first (third-party packages live there), then from the server's own packages. */
export async function importConnector(name: string, folder: string): Promise<ImportedConnector> {
  const entry = resolveFrom(folder, name);
  if (entry !== undefined) shareHostPackages();
  try {
    const imported: unknown = entry === undefined ? await import(name) : await import(pathToFileURL(entry).href);
    return judge(name, imported);
  } catch (error) {
    return { unusable: describeFailure(name, folder, entry, error) };
  }
}

function resolveFrom(folder: string, name: string): string | undefined {
  try {
    return createRequire(join(folder, 'linkspan.yaml')).resolve(name);
  } catch {
    return findImportEntry(folder, name);
  }
}

function judge(name: string, imported: unknown): ImportedConnector {
  const module =
    typeof imported === 'object' && imported !== null && 'default' in imported ? imported.default : undefined;
  if (typeof module !== 'object' || module === null || !('apiVersion' in module)) {
    const message = `names the package ${name}, whose default export is no connector`;
    return {
      unusable: { message, remedy: 'Name a package that exports defineConnector(…) of @linkspan/core as its default.' },
    };
  }
  if (!isSupported(module)) {
    const message = `names the package ${name}, which is made for version ${module.apiVersion} of the connector API, and this is version 1`;
    return { unusable: { message, remedy: `Install a version of ${name} for connector API 1, or another Linkspan.` } };
  }
  const lacking = findLacking(module);
  if (lacking !== undefined) {
    const message = `names the package ${name}, whose connector has no ${lacking}`;
    return { unusable: { message, remedy: `Make it with defineConnector(…) of @linkspan/core, which demands one.` } };
  }
  return { module };
}

/** What JavaScript lets a connector's author forget, and everything here relies on. */
function findLacking(module: object): string | undefined {
  if (!('name' in module) || typeof module.name !== 'string') return 'name';
  if (!('title' in module) || typeof module.title !== 'string') return 'title';
  const config = 'config' in module ? module.config : undefined;
  const isSchema = typeof config === 'object' && config !== null && '_zod' in config;
  return isSchema ? undefined : 'config (a zod schema)';
}

function isSupported(module: { readonly apiVersion: unknown }): module is ConnectorModule {
  return module.apiVersion === 1;
}

function describeFailure(name: string, folder: string, entry: string | undefined, error: unknown): UnusableConnector {
  const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
  if (entry === undefined && reason.includes(name)) {
    const message = `names the package ${name}, which is not installed`;
    return { message, remedy: `Check the spelling, or ${describeInstallation(name, folder)}` };
  }
  const message = `names the package ${name}, which fails when it is loaded: ${reason}`;
  return { message, remedy: 'Install it again with its dependencies, or ask its author.' };
}

/** npm refuses to install anything into a checkout, which is pnpm's. */
function describeInstallation(name: string, folder: string): string {
  if (!existsSync(join(folder, 'pnpm-workspace.yaml'))) {
    return `run "npm install ${name}" in ${folder} (with the path of its folder where it is your own).`;
  }
  return `put linkspan.yaml into a folder of its own, run "npm install ${name}" there, and set LINKSPAN_CONFIG to the file: see docs/writing-a-connector.md.`;
}
