import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScimClient } from '../../scripts/scim-client.mjs';
import { startLinkspan } from '../../scripts/start-linkspan.mjs';
import { cloneUser } from './clone-user.mjs';
import { newPerson } from './scenarios.mjs';

/** As an operator runs it. The client has no connector: plain RFC 7644, no quirk between. */
export const production = {
  config: { clients: { jumpcloud: { tokens: [{ env: 'JUMPCLOUD_TOKEN' }] } } },
  env: { NODE_ENV: 'production' },
};

export const templateName = 'template-person';

/**
 * A data folder with `total` users in it: the first comes through the front door, the others are copies of it. `link` may link the first
 * one to accounts before it is copied.
 */
export async function seed(total, link = async () => {}) {
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-bench-'));
  const server = await startLinkspan({ dataFolder: folder, ...production });
  const name = templateName;
  const { body } = await createScimClient(server.scimUrl, server.token).send('POST', '/Users', newPerson(name));
  await server.stop();
  await link(folder);
  const copies = await cloneUser(join(folder, 'linkspan.sqlite'), { id: body.id, name }, total - 1);
  return { folder, people: copies.map((copy) => ({ id: copy.id, userName: `${copy.name}@bench.example` })) };
}
