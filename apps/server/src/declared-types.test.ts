import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { type LiveServer, startLiveServer } from './testing/start-live-server.js';

const badge = 'urn:acme:params:scim:schemas:extension:badge:1.0:User';
const device = 'urn:acme:params:scim:schemas:core:1.0:Device';

const schemas = [
  {
    id: badge,
    attributes: [
      { name: 'number', uniqueness: 'server', caseExact: true },
      { name: 'level', type: 'integer' },
      { name: 'expires', type: 'dateTime' },
      { name: 'pin', mutability: 'writeOnly' },
      { name: 'colour', canonicalValues: ['red', 'blue'], returned: 'request' },
    ],
  },
  {
    id: device,
    name: 'Device',
    attributes: [
      { name: 'serial', required: true, mutability: 'immutable', uniqueness: 'server' },
      { name: 'owner', type: 'reference', referenceTypes: ['User'] },
      {
        name: 'ports',
        type: 'complex',
        multiValued: true,
        subAttributes: [
          { name: 'value', required: true },
          { name: 'speed', type: 'integer' },
        ],
      },
    ],
  },
];
const resourceTypes = [
  { name: 'User', schemaExtensions: [{ schema: badge }] },
  { name: 'Device', endpoint: '/Devices', schema: device },
];
const declared = { schemas, resourceTypes };

interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly json: Readonly<Record<string, unknown>> & { readonly id: string; readonly Resources: readonly object[] };
}

function clientOf({ call }: Pick<LiveServer, 'call'>) {
  return async (method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> => {
    const answer = await call(path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const text = await answer.text();
    return { status: answer.status, etag: answer.headers.get('etag'), json: JSON.parse(text || '{}') };
  };
}

const patch = (...Operations: readonly object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
});
const idsOf = (answer: Answer) => answer.json.Resources.map((one) => ('id' in one ? one.id : undefined));
const filterOf = (text: string) => `?filter=${encodeURIComponent(text)}`;

describe('an extension that the operator declared', () => {
  it('is served, validated, kept, found, sorted by, patched and unique, and never shows what it hides', async () => {
    const send = clientOf(await startLiveServer({}, declared));
    const schema = await send('GET', `/Schemas/${badge}`);
    expect(schema.json).toMatchObject({
      id: badge,
      name: 'User',
      attributes: [{ name: 'number', caseExact: true }, {}, {}, { returned: 'never' }, {}],
    });
    expect((await send('GET', '/ResourceTypes/User')).json).toMatchObject({
      schemaExtensions: [{ required: false }, { schema: badge, required: false }],
    });

    const ada = await send('POST', '/Users', {
      userName: 'ada',
      [badge]: { number: 'A-7', level: '3', expires: '2027-01-01T00:00:00+01:00', pin: '1234', colour: 'green' },
    });
    expect(ada.status).toBe(201);
    expect(ada.json[badge]).toEqual({ number: 'A-7', level: 3, expires: '2027-01-01T00:00:00+01:00' });
    expect(ada.json['schemas']).toContain(badge);
    const eve = await send('POST', '/Users', { userName: 'eve', [badge]: { number: 'a-7', level: 10 } });
    expect(eve.status).toBe(201);

    expect(idsOf(await send('GET', `/Users${filterOf(`${badge}:number eq "A-7"`)}`))).toEqual([ada.json.id]);
    expect(idsOf(await send('GET', `/Users${filterOf(`${badge}:expires eq "2026-12-31T23:00:00Z"`)}`))).toEqual([
      ada.json.id,
    ]);
    expect(idsOf(await send('GET', `/Users?sortBy=${badge}:level&sortOrder=descending`))).toEqual([
      eve.json.id,
      ada.json.id,
    ]);
    expect(await send('GET', `/Users${filterOf(`${badge}:pin eq "1234"`)}`)).toMatchObject({
      status: 400,
      json: { scimType: 'invalidFilter' },
    });
    expect((await send('GET', `/Users/${ada.json.id}?attributes=${badge}:colour,${badge}:pin`)).json[badge]).toEqual({
      colour: 'green',
    });

    const taken = { status: 409, json: { scimType: 'uniqueness' } };
    const number = (value: string) => patch({ op: 'replace', path: `${badge}:number`, value });
    expect(await send('POST', '/Users', { userName: 'bob', [badge]: { number: 'A-7' } })).toMatchObject(taken);
    expect(await send('PATCH', `/Users/${eve.json.id}`, number('A-7'))).toMatchObject(taken);
    expect((await send('PATCH', `/Users/${ada.json.id}`, number('A-8'))).json[badge]).toMatchObject({ number: 'A-8' });
    expect((await send('PATCH', `/Users/${eve.json.id}`, number('A-7'))).status).toBe(200);
    expect(
      await send('PATCH', `/Users/${eve.json.id}`, patch({ op: 'add', value: { [badge]: { level: 'high' } } })),
    ).toMatchObject({
      status: 400,
      json: { scimType: 'invalidValue', detail: expect.stringContaining(`${badge}:level must be a whole number`) },
    });
  });

  it('reaches an application by scope, mapping and a change of one attribute; a reload takes another one', async () => {
    const scope = { filter: `${badge}:level ge 2` };
    const mapping = [{ scim: `${badge}:number`, remote: 'nick' }];
    const live = await startLiveServer({ scope, mapping }, declared);
    await live.addUser('eve', { [badge]: { number: 'E-1', level: 1 } });
    const ada = await live.addUser('ada', { [badge]: { number: 'A-7', level: 3 } });
    await vi.waitFor(() => expect(live.account('ada')?.fields).toMatchObject({ nick: 'A-7' }), 5000);
    await live.patch(`/Users/${ada}`, { [`${badge}:number`]: 'A-8' });
    await vi.waitFor(() => expect(live.account('ada')?.fields).toMatchObject({ nick: 'A-8' }), 5000);
    expect(live.account('eve')).toBeUndefined();

    const [first, ...others] = schemas;
    const grown = { ...first, attributes: [...(first?.attributes ?? []), { name: 'floor' }] };
    await live.change(
      { scope, mapping: [...mapping, { scim: `${badge}:floor`, remote: 'biography' }] },
      { ...declared, schemas: [grown, ...others] },
    );
    await live.patch(`/Users/${ada}`, { [`${badge}:floor`]: 'Third' });
    await vi.waitFor(
      () => expect(live.account('ada')?.fields).toMatchObject({ biography: 'Third', nick: 'A-8' }),
      5000,
    );
  });

  it('keeps what is not declared for a while, and gives it back', async () => {
    const live = await startLiveServer({}, declared);
    const send = clientOf(live);
    const ada = await live.addUser('ada', { [badge]: { number: 'A-7', pin: '1' } });
    await live.change({}, {});
    expect((await send('GET', `/Users/${ada}`)).json[badge]).toBeUndefined();
    await send('PUT', `/Users/${ada}`, { userName: 'ada', title: 'Countess' });
    await live.patch(`/Users/${ada}`, { nickName: 'A' });
    await live.change({}, declared);
    expect((await send('GET', `/Users/${ada}`)).json[badge]).toEqual({ number: 'A-7' });
    await send('PUT', `/Users/${ada}`, { userName: 'ada', [badge]: { level: 1 } });
    expect((await live.person(ada))?.[badge]).toEqual({ level: 1, pin: '1' });
  });
});

describe('a resource type that the operator declared', () => {
  it('is made, read, listed, changed and deleted like the built-in ones, and is nobody’s account', async () => {
    const live = await startLiveServer({}, declared);
    const send = clientOf(live);
    const made = await send('POST', '/Devices', {
      schemas: [device],
      externalId: 'd-1',
      serial: 'S-1',
      owner: '../Users/42',
      ports: [{ value: 'usb', speed: 480 }],
    });
    expect(made).toMatchObject({
      status: 201,
      etag: 'W/"1"',
      json: { externalId: 'd-1', meta: { resourceType: 'Device' } },
    });
    const place = `/Devices/${made.json.id}`;
    expect(await send('GET', place, undefined, { 'if-none-match': 'W/"1"' })).toMatchObject({ status: 304 });
    expect(idsOf(await send('GET', `/Devices${filterOf('ports[value eq "usb" and speed gt 100]')}`))).toEqual([
      made.json.id,
    ]);
    expect(idsOf(await send('GET', `/Devices${filterOf('externalId eq "d-1"')}`))).toEqual([made.json.id]);
    expect((await send('GET', `/Users/${made.json.id}`)).status).toBe(404);

    const refused = [
      [{ owner: 'x' }, 'A Device must have serial'],
      [{ serial: 's-1' }, 'The serial "s-1" belongs to another Device'],
      [{ serial: 'S-2', owner: 'two words' }, 'owner must be an address'],
      [{ serial: 'S-2', ports: [{ speed: 1 }] }, 'Each ports must have value'],
    ] as const;
    for (const [body, detail] of refused)
      expect((await send('POST', '/Devices', body)).json).toMatchObject({ detail: expect.stringContaining(detail) });

    const serial = patch({ op: 'replace', path: 'serial', value: 'S-9' });
    expect(await send('PATCH', place, serial)).toMatchObject({ status: 400, json: { scimType: 'mutability' } });
    const speed = patch({ op: 'replace', path: 'ports[value eq "usb"].speed', value: 12 });
    expect((await send('PATCH', place, speed, { 'if-match': 'W/"1"' })).json).toMatchObject({
      ports: [{ value: 'usb', speed: 12 }],
    });
    expect((await send('PATCH', place, speed, { 'if-match': 'W/"1"' })).status).toBe(412);
    expect((await send('PUT', place, { externalId: 'd-1', serial: 'S-1' })).json).not.toHaveProperty('ports');
    const group = await send('POST', '/Groups', { displayName: 'Staff', members: [{ value: made.json.id }] });
    expect(group).toMatchObject({ status: 400, json: { detail: expect.stringContaining('not known here') } });

    expect((await send('DELETE', place)).status).toBe(204);
    expect(
      await live.host.parts.store.resources.listTrash({ directory: 'main', client: 'idp' }, { limit: 5 }),
    ).toMatchObject([{ record: { type: 'Device', externalId: 'd-1' } }]);
    // Everything before it was expanded, too.
    await live.addUser('ada');
    await vi.waitFor(() => expect(live.account('ada')).toBeDefined(), 5000);
    expect(live.accounts()).toHaveLength(1);
    expect(await live.host.parts.store.links.find('blog', made.json.id)).toBeUndefined();
  });

  it('may stand in a file of its own, and is taken again when the file changes', async () => {
    const types = { resourceTypes: [resourceTypes[1]], schemas: [{ file: './device.json' }] };
    const live = await startLiveServer({}, {});
    const file = join(live.folder, 'device.json');
    const write = (...names: readonly string[]) =>
      writeFileSync(file, JSON.stringify({ id: device, name: 'Device', attributes: names.map((name) => ({ name })) }));
    write('serial');
    await live.change({}, types);
    const send = clientOf(live);
    const made = await send('POST', '/Devices', { serial: 'S-1', shelf: '7' });
    expect(made.json).not.toHaveProperty('shelf');
    write('serial', 'shelf');
    await vi.waitFor(async () => {
      const { json } = await send('PUT', `/Devices/${made.json.id}`, { serial: 'S-1', shelf: '7' });
      expect(json).toMatchObject({ shelf: '7' });
    }, 5000);
  });
});
