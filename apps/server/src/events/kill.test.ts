import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { buildCommandLine, spawnServer } from '../testing/spawn-linkspan.js';
import { eventDatabases } from './testing/event-databases.js';
import { startEventReceiver } from './testing/start-event-receiver.js';
import { issuer, verifySet } from './testing/verify-set.js';

beforeAll(buildCommandLine, 120_000);

const audience = 'https://hub.example.com/events/siem';
const token = 'a-token-of-the-tests-0123456789';

describe.each(eventDatabases)('a server that is killed, on %s', (_, make) => {
  test('loses no event, whatever it was doing', { timeout: 120_000 }, async () => {
    const place = await make();
    onTestFinished(place.remove);
    const receiver = await startEventReceiver();
    const folder = newFolder();
    const configuration = {
      server: { publicUrl: issuer },
      clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }] } },
      events: { siem: { delivery: 'push', url: receiver.url } },
      ...place.configuration,
    };
    writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(configuration));
    const environment = { IDP_TOKEN: token, ...place.environment };

    const made: string[] = [];
    const add = async (url: string) => {
      const response = await fetch(`${url}/scim/idp/v2/Users`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
        body: JSON.stringify({
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          userName: `user-${made.length}`,
        }),
      });
      expect(response.status).toBe(201);
      made.push(`/Users/${((await response.json()) as { id: string }).id}`);
    };

    const first = await spawnServer({ folder, environment });
    await add(first.url);
    await expect.poll(() => receiver.posts.length, { timeout: 10_000 }).toBe(1);
    // Taken, and the answer never comes: the server dies while it waits for it.
    receiver.answer(() => undefined);
    await add(first.url);
    await add(first.url);
    await expect.poll(() => receiver.posts.length, { timeout: 10_000 }).toBe(2);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    receiver.answer((response) => void response.writeHead(202).end());
    const next = await spawnServer({ folder, environment });
    await expect.poll(() => receiver.posts.length, { timeout: 40_000 }).toBe(4);
    const claims = await Promise.all(receiver.posts.map((post) => verifySet(next.url, post.token, audience)));
    const [one, two, three] = made;
    expect(claims.map(({ sub_id }) => sub_id.uri)).toEqual([one, two, two, three]);
    expect(claims[2]).toEqual(claims[1]);
    expect(await next.end('SIGTERM')).toBe(0);
  });
});
