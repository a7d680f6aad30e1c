// `npm run bench`; `--quick` is the gate's form: small and short; `--only scim` measures one thing; `--million` has a million users, too.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measureProvisioning } from './measure-provisioning.mjs';
import { measureReconcile } from './measure-reconcile.mjs';
import { measureScim } from './measure-scim.mjs';
import { measureWordPress } from './measure-wordpress.mjs';
import { say } from './say.mjs';

const parts = {
  scim: measureScim,
  provisioning: measureProvisioning,
  reconcile: measureReconcile,
  wordpress: measureWordPress,
};

const quick = process.argv.includes('--quick');
const million = process.argv.includes('--million');
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined;
if (only !== undefined && !(only in parts))
  throw new Error(`--only takes ${Object.keys(parts).join(', ')}, not ${only}`);

const measured = {};
for (const [name, measurePart] of Object.entries(parts)) {
  if (only === undefined || only === name) measured[name] = await measurePart({ quick, million });
}

const machine = { node: process.version, processor: cpus()[0]?.model, cores: cpus().length, load: loadavg() };
const results = fileURLToPath(new URL('../results/', import.meta.url));
await mkdir(results, { recursive: true });
const file = `${results}${new Date().toISOString().replaceAll(':', '-')}.json`;
await writeFile(file, `${JSON.stringify({ machine, quick, ...measured }, null, 2)}\n`);
say(`Results: ${file}`);
