// Writes the tables of keys in docs/operators from the schemas that check the configuration.
// `--check` writes nothing and ends with 1 where a file is not up to date.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { configurationJsonSchema } from '../apps/server/dist/config/configuration-json-schema.js';
import { describeKeys } from './describe-keys.mjs';

const docs = fileURLToPath(new URL('../docs/operators/', import.meta.url));
const { default: drupal } = await import('../packages/connector-drupal/dist/index.js');
const { default: jumpcloud } = await import('../packages/connector-jumpcloud/dist/index.js');
const { default: wordpress } = await import('../packages/connector-wordpress/dist/index.js');
const { default: scim } = await import('../packages/connector-scim/dist/index.js');
const { z } = await import('../packages/connector-wordpress/node_modules/zod/index.js');

const host = configurationJsonSchema();
// By its modes: a site's REST API, and the SCIM server of a plugin.
const { oneOf: wordpressModes } = z.toJSONSchema(wordpress.config, { io: 'input' });
const { oneOf: drupalModes } = z.toJSONSchema(drupal.config, { io: 'input' });
const { oneOf: eventForms } = host.properties.events.additionalProperties;
const tables = {
  server: host.properties.server,
  clients: host.properties.clients.additionalProperties,
  applications: host.properties.applications.additionalProperties,
  requests: host.properties.requests,
  notify: host.properties.notify,
  push: eventForms[0],
  poll: eventForms[1],
  drupal: drupalModes[0],
  drupalScim: drupalModes[1],
  jumpcloud: z.toJSONSchema(jumpcloud.config, { io: 'input' }),
  wordpress: wordpressModes[0],
  wordpressScim: wordpressModes[1],
  scim: z.toJSONSchema(scim.config, { io: 'input' }),
};
const stale = [];

for (const page of ['configuration.md', 'drupal.md', 'events.md', 'jumpcloud-by-api.md', 'scim.md', 'wordpress.md']) {
  await put(page, (text) =>
    text.replace(/(<!-- keys: (\w+) -->\n)[\s\S]*?(<!-- end -->)/g, (_, begin, name, end) => {
      return `${begin}${describeKeys(tables[name])}${end}`;
    }),
  );
}
if (stale.length > 0) {
  process.stderr.write(
    `Not up to date: ${stale.join(', ')}. Run npm run build and node scripts/write-reference.mjs.\n`,
  );
  process.exitCode = 1;
}

async function put(name, make) {
  const present = await readFile(docs + name, 'utf8').catch(() => '');
  const wanted = make(present);
  if (wanted === present) return;
  if (process.argv.includes('--check')) stale.push(name);
  else await writeFile(docs + name, wanted);
}
