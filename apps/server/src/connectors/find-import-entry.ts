import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isJsonObject, type Json } from '@linkspan/core';

const conditions = ['node', 'import', 'module-sync', 'default'];

/**
 * The entry of a package that offers only an `import` condition, which `require.resolve` does not see (and `import.meta.resolve` of
 * Node 20 takes no other folder than its own).
 */
export function findImportEntry(folder: string, name: string): string | undefined {
  const home = join(folder, 'node_modules', name);
  const manifest = readManifest(join(home, 'package.json'));
  if (!isJsonObject(manifest)) {
    return dirname(folder) === folder ? undefined : findImportEntry(dirname(folder), name);
  }
  const { exports } = manifest;
  const main = isJsonObject(exports) && '.' in exports ? exports['.'] : exports;
  const target = main === undefined ? undefined : chooseTarget(main);
  const entry = target === undefined ? undefined : join(home, target);
  return entry !== undefined && existsSync(entry) ? entry : undefined;
}

function chooseTarget(target: Json): string | undefined {
  if (typeof target === 'string') return target;
  if (!isJsonObject(target)) return undefined;
  for (const [condition, nested] of Object.entries(target)) {
    const found = conditions.includes(condition) ? chooseTarget(nested) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function readManifest(file: string): Json {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
