import { rm } from 'node:fs/promises';
import { startLinkspan } from '../../scripts/start-linkspan.mjs';
import { openSql } from './open-sql.mjs';
import { production, seed } from './seed.mjs';

const application = 'halted';
/** Nothing answers there, and nothing asks: the application is paused, so that marks are written and nothing is drained. */
const config = {
  ...production.config,
  applications: {
    [application]: {
      connector: '@linkspan/connector-scim',
      config: { url: 'http://127.0.0.1:9/scim/v2', token: { env: 'JUMPCLOUD_TOKEN' } },
      provisioning: { automatic: true },
    },
  },
};

/** A server that runs over `size` people, and what the scenarios have to know of them. `remove` ends it. */
export async function seedScim({ url }, size) {
  const database = url === undefined ? undefined : await createDatabase(url, `bench_${size}`);
  const options = {
    ...production,
    config: { ...config, ...(database && { database: { env: 'BENCH_DATABASE' } }) },
    env: { ...production.env, ...(database && { BENCH_DATABASE: database }) },
  };
  // In a small directory everybody is in both: what is shown of a person is the same at every size.
  const groups = [10_000, 70_000].map((members) => Math.min(members, size));
  const seeded = await seed(size, { groups, options, ...(database && { database }) });
  const { folder, people } = seeded;
  const server = await startLinkspan({ dataFolder: folder, ...options });
  await server.cli('pause', application, '--reason', 'The benchmark measures the directory');
  const cursor = await findDeepCursor(server, size);
  return {
    folder,
    server,
    directory: { people: sampleOf(people), total: size, groups: seeded.groups, cursor },
    async remove() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createDatabase(url, name) {
  const sql = await openSql(url);
  await sql.all(`drop database if exists ${name}`);
  await sql.all(`create database ${name}`);
  await sql.close();
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

/** Of the page after the first nine tenths. */
async function findDeepCursor({ scimUrl, token }, size) {
  let cursor = '';
  for (let passed = 0; passed < size * 0.9; passed += 200) {
    const response = await fetch(`${scimUrl}/Users?count=200&attributes=id&cursor=${encodeURIComponent(cursor)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { nextCursor } = await response.json();
    if (nextCursor === undefined) break;
    cursor = nextCursor;
  }
  return cursor;
}

/** A thousand of them, spread over all: what is sent to the process that makes the load. */
function sampleOf(people) {
  const step = Math.max(1, Math.floor(people.length / 1000));
  return people.filter((_, index) => index % step === 0);
}
