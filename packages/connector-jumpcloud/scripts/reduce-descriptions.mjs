// Takes what the tests need of JumpCloud's own API descriptions: node scripts/reduce-descriptions.mjs <folder of the originals>
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const used = {
  V1: {
    '/organizations': ['get'],
    '/search/systemusers': ['post'],
    '/systemusers': ['get', 'post'],
    '/systemusers/{id}': ['get', 'put', 'delete'],
    '/systemusers/{id}/state/activate': ['post'],
  },
  V2: {
    '/usergroups': ['get', 'post'],
    '/usergroups/{id}': ['get', 'put', 'delete'],
    '/usergroups/{group_id}/members': ['get', 'post'],
  },
  DirectoryInsights: { '/events': ['post'] },
};

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error('Name the folder that holds V1.json, V2.json and DirectoryInsights.json.');
const target = fileURLToPath(new URL('../src/__fixtures__/jumpcloud-openapi/', import.meta.url));
mkdirSync(target, { recursive: true });

for (const [name, paths] of Object.entries(used)) {
  const original = JSON.parse(readFileSync(join(source, `${name}.json`), 'utf8'));
  const reduced = { swagger: original.swagger, host: original.host, basePath: original.basePath, paths: {} };
  for (const [path, methods] of Object.entries(paths)) {
    const { parameters, ...operations } = original.paths[path];
    reduced.paths[path] = parameters === undefined ? {} : { parameters };
    for (const method of methods) {
      const { parameters: own, responses } = operations[method];
      reduced.paths[path][method] = { ...(own && { parameters: own }), responses };
    }
  }
  writeFileSync(join(target, `${name}.json`), `${JSON.stringify(withReferences(strip(reduced), original), null, 1)}\n`);
}

/** Without words for people and marks for generators. A property may be called `description`, too. */
function strip(value, inProperties = false) {
  if (Array.isArray(value)) return value.map((one) => strip(one));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key]) =>
      inProperties ||
      key === 'x-nullable' ||
      !(/^x-/.test(key) || ['description', 'title', 'example', 'examples'].includes(key)),
  );
  return Object.fromEntries(kept.map(([key, one]) => [key, strip(one, !inProperties && key === 'properties')]));
}

/** Takes along whatever is referred to. */
function withReferences(reduced, original) {
  for (let before = ''; before !== JSON.stringify(reduced); ) {
    before = JSON.stringify(reduced);
    for (const [, kind, name] of before.matchAll(/"#\/(definitions|parameters|responses)\/([^"]+)"/g)) {
      reduced[kind] ??= {};
      reduced[kind][name] ??= strip(original[kind][name]);
    }
  }
  return reduced;
}
