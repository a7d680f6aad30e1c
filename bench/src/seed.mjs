import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLinkspan } from '../../scripts/start-linkspan.mjs';
import { newPerson } from './scenarios.mjs';

/** As an operator runs it. The client has no connector: plain RFC 7644, no quirk between. */
export const production = {
  config: { clients: { jumpcloud: { tokens: [{ env: 'JUMPCLOUD_TOKEN' }] } } },
  env: { NODE_ENV: 'production' },
};

/**
 * A data folder with `total` users in it, and a sample of them. Made through the front door, in memory where the machine has a file
 * system there (nothing waits for a disk), then copied to the disk.
 */
export async function seed(total) {
  const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const scratch = await mkdtemp(join(memory, 'linkspan-seed-'));
  const folder = await mkdtemp(join(tmpdir(), 'linkspan-bench-'));
  try {
    const server = await startLinkspan({ dataFolder: scratch, ...production });
    const people = await createPeople(server, total);
    await server.stop();
    await cp(scratch, folder, { recursive: true });
    return { folder, people };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function createPeople({ scimUrl, token }, total) {
  const people = [];
  const every = Math.max(1, Math.floor(total / 1000));
  let next = 0;
  const work = async () => {
    for (let index = next++; index < total; index = next++) {
      const response = await fetch(`${scimUrl}/Users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify(newPerson(`person-${index}`)),
      });
      const body = await response.json();
      if (response.status !== 201) throw new Error(`seeding: ${response.status} ${JSON.stringify(body)}`);
      if (index % every === 0) people.push({ id: body.id, userName: body.userName });
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
  return people;
}
