// Roster's REST API over HTTP.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createRoster, Refused } from './create-roster.mjs';
import { signDelivery } from './sign-delivery.mjs';

/**
 * @param {{ port?: number, token?: string, pageSize?: number, hook?: { url: string, secret: string } }} [options] `hook` is told once when
 * something has changed; Roster does not try again.
 */
export async function startRoster({ port = 0, token = 'roster-token', pageSize = 100, hook } = {}) {
  const roster = createRoster({ pageSize, onChange: () => void notify() });
  const service = roster.create(
    'people',
    { login: 'linkspan', mail: 'linkspan@roster.example', service: true },
    'setup',
  );

  async function notify() {
    if (hook === undefined) return;
    const { headers, body } = signDelivery(hook.secret);
    // Whoever does not listen finds it in the events.
    await fetch(hook.url, { method: 'POST', headers, body }).catch(() => {});
  }

  /** @param {string} method @param {URL} url @param {any} body @param {string} by @returns {[number, unknown]} */
  function answer(method, url, body, by) {
    const [, of, id, part, member] = url.pathname.split('/').map(decodeURIComponent);
    const { after = null, ...filters } = Object.fromEntries(url.searchParams);
    const route = `${method} ${part === 'members' ? `members${member ? '/id' : ''}` : id ? 'id' : 'all'}`;
    if (url.pathname === '/me') return [200, { id: service.id, login: service.login, roster: 'roster-1' }];
    if (url.pathname === '/events') {
      const kind = filters['of'] === 'teams' ? 'teams' : 'people';
      return [200, roster.eventsAfter(kind, after)];
    }
    if (of !== 'people' && of !== 'teams') throw new Refused(404, { missing: 'route' });
    if (route === 'GET all') return [200, roster.list(of, after, Object.entries(filters))];
    if (route === 'POST all') return [201, roster.create(of, body, by)];
    if (id !== undefined && route === 'GET id') return [200, roster.get(of, id)];
    if (id !== undefined && route === 'PATCH id') return [200, roster.change(of, id, body, by)];
    if (id !== undefined && route === 'DELETE id') return [204, roster.remove(of, id, by)];
    if (of === 'teams' && id !== undefined && route === 'GET members') return [200, roster.listMembers(id, after)];
    if (id !== undefined && member !== undefined) {
      if (route === 'PUT members/id') return [204, roster.join(id, member, by)];
      if (route === 'DELETE members/id') return [204, roster.leave(id, member, by)];
    }
    throw new Refused(404, { missing: 'route' });
  }

  const server = createServer(async (request, response) => {
    const send = (/** @type {number} */ status, /** @type {unknown} */ body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      if (request.headers.authorization !== `Bearer ${token}`) throw new Refused(401, { missing: 'a valid token' });
      const { method = 'GET', url = '/' } = request;
      const body = Number(request.headers['content-length'] ?? 0) === 0 ? {} : await json(request);
      send(...answer(method, new URL(url, 'http://roster.example'), body, service.login));
    } catch (error) {
      if (error instanceof Refused) send(error.status, error.body);
      else send(400, { message: String(error) });
    }
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`,
    token,
    /** As somebody who is signed in there. @param {'people' | 'teams'} of @param {string} id @param {Record<string, unknown>} fields */
    change: (of, id, fields) => void roster.change(of, id, fields, 'ada'),
    people: roster.people,
    teams: roster.teams,
    membersOf: roster.membersOf,
    forgetEvents: roster.forgetEvents,
    serviceId: String(service.id),
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
