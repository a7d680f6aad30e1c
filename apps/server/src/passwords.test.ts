import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sql, verbatim } from './store/sql.js';
import { type LiveServer, startLiveServer } from './testing/start-live-server.js';

const limit = { timeout: 60_000 };
const until = <Value>(read: () => Value) => expect.poll(read, { timeout: 15_000, interval: 20 });
const json = { 'content-type': 'application/scim+json' };
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** Everything that the server keeps: its tables row by row, and the files as they are on the disk, with what was deleted from them. */
async function kept({ host, folder }: LiveServer): Promise<string> {
  const { read } = host.database;
  const tables = await read.all<{ readonly name: string }>(
    sql`select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`,
  );
  const rows = await Promise.all(tables.map(({ name }) => read.all(verbatim(`select * from ${name}`))));
  const data = join(folder, 'data');
  const files = readdirSync(data).map((name) => readFileSync(join(data, name), 'latin1'));
  return [JSON.stringify(rows), ...files].join('\n');
}

const waiting = async ({ host }: LiveServer) =>
  (await host.database.read.all(sql`select application, sealed from passwords`)) as readonly { sealed: string }[];

it('a password stands in clear nowhere, from the request to the application', limit, async () => {
  const live = await startLiveServer({ passwords: true });
  const { host, call } = live;
  const answers: string[] = [];
  const send = async (method: string, place: string, body?: object) => {
    const response = await call(place, { method, headers: json, ...(body && { body: JSON.stringify(body) }) });
    const text = await response.text();
    answers.push(JSON.stringify([...response.headers]), text);
    return { status: response.status, text };
  };
  const secrets = ['F1rst-pa55', 'S3cond-pa55', 'Th1rd-pa55', 'weak-pa55', 'Bulk-pa55'];
  const everything = async () => [await kept(live), JSON.stringify(live.logged()), answers.join('\n')].join('\n');
  const expectNoSecret = async () => {
    const text = await everything();
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  };

  const made = await send('POST', '/Users', { schemas: [core], userName: 'anna', password: 'F1rst-pa55' });
  const { id } = JSON.parse(made.text);
  await until(() => live.account('anna')?.fields.pass).toBe('F1rst-pa55');
  await until(() => waiting(live)).toEqual([]);

  await host.parts.orchestrator.pause('blog', 'the site is moved');
  await live.patch(`/Users/${id}`, { password: 'S3cond-pa55', displayName: 'Anna' });
  const [sealed, ...others] = await waiting(live);
  expect(sealed?.sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
  expect(others).toEqual([]);
  for (const place of [
    `/Users/${id}`,
    '/Users',
    `/Users/${id}?attributes=password`,
    '/ServiceProviderConfig',
    '/Schemas',
  ])
    await send('GET', place);
  await send('POST', '/Users/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 10 });
  answers.push(
    JSON.stringify([
      await host.parts.orchestrator.explain('anna'),
      await host.parts.store.journal.list({ limit: 100 }),
      host.parts.present.configuration,
    ]),
  );
  await expectNoSecret();
  await host.parts.orchestrator.resume('blog');
  await until(() => live.account('anna')?.fields).toMatchObject({ pass: 'S3cond-pa55', name: 'Anna' });

  await send('PUT', `/Users/${id}`, { schemas: [core], userName: 'anna', displayName: 'Anne', password: 'weak-pa55' });
  await until(async () => (await live.link(id)).reason).toBe('file: the password "[redacted]" is too weak.');
  expect(live.account('anna')?.fields).toMatchObject({ pass: 'S3cond-pa55', name: 'Anne' });
  const preview = await host.parts.orchestrator.preview('blog', 'anna');
  expect(preview).toMatchObject({ reason: 'its password will be set' });
  const plan = await host.parts.orchestrator.plan('blog', {});
  answers.push(JSON.stringify([preview, plan, await host.parts.orchestrator.planItems(plan.id, { limit: 10 })]));
  await live.patch(`/Users/${id}`, { password: 'Th1rd-pa55' });
  await until(() => live.account('anna')?.fields.pass).toBe('Th1rd-pa55');

  const data = { schemas: [core], userName: 'ben', password: 'Bulk-pa55' };
  await send('POST', '/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data }],
  });
  await until(() => live.account('ben')?.fields.pass).toBe('Bulk-pa55');
  await until(() => waiting(live)).toEqual([]);
  await until(async () => (await kept(live)).includes('/Bulk')).toBe(true);
  await expectNoSecret();
});

it(
  'where no application takes passwords they are dropped, and the request log says so; what waited is wiped',
  limit,
  async () => {
    const live = await startLiveServer({ passwords: true });
    await live.host.parts.orchestrator.pause('blog', 'the site is moved');
    const id = await live.addUser('anna', { password: 'F1rst-pa55' });
    expect(await waiting(live)).toHaveLength(1);
    const supported = async () => {
      const config = (await (await live.call('/ServiceProviderConfig')).json()) as { changePassword: unknown };
      return config.changePassword;
    };
    expect(await supported()).toEqual({ supported: true });

    await live.change({});
    await until(() => waiting(live)).toEqual([]);
    expect(await supported()).toEqual({ supported: false });
    await live.patch(`/Users/${id}`, { password: 'S3cond-pa55' });
    expect(await waiting(live)).toEqual([]);
    await until(async () => {
      const rows = await live.host.database.read.all(sql`select ignored from requests where method = 'PATCH'`);
      return JSON.stringify(rows);
    }).toContain('password');
  },
);
