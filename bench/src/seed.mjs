import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createScimClient } from '../../scripts/scim-client.mjs';
import { startLinkspan } from '../../scripts/start-linkspan.mjs';
import { cloneUser } from './clone-user.mjs';
import { fillGroup } from './fill-group.mjs';
import { newPerson } from './new-person.mjs';

/** As an operator runs it, but for the rate. The client has no connector: plain RFC 7644, no quirk between. */
export const production = {
  config: {
    clients: { jumpcloud: { tokens: [{ env: 'JUMPCLOUD_TOKEN' }], rate: { perSecond: 1_000_000, burst: 1_000_000 } } },
  },
  env: { NODE_ENV: 'production' },
};

export const templateName = 'template-person';

/**
 * A data folder with `total` users in it: the first comes through the front door, the others are copies of it. `link` may link the first
 * one to accounts before it is copied. `groups` are made of so many of the people each. `database`: an empty PostgreSQL's URL.
 */
export async function seed(total, { link = async () => {}, groups = [], options = production, database } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-bench-'));
  const file = database ?? join(folder, 'linkspan.sqlite');
  const server = await startLinkspan({ dataFolder: folder, ...options });
  const { send, createGroup } = createScimClient(server.scimUrl, server.token);
  const name = templateName;
  const { body } = await send('POST', '/Users', newPerson(name));
  const made = [];
  for (const [index, size] of groups.entries()) {
    made.push({ id: await createGroup(`Group ${index + 1} of ${size}`), size });
  }
  await server.stop();
  await link(folder);
  const copies = await cloneUser(file, { id: body.id, name }, total - 1);
  for (const { id, size } of made) await fillGroup(file, id, size);
  return {
    folder,
    people: copies.map((copy) => ({
      id: copy.id,
      name: copy.name,
      userName: `${copy.name}@bench.example`,
    })),
    groups: made,
  };
}
