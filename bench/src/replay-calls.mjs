import { Agent, request as send } from 'node:http';

/**
 * Sends recorded calls again, so many at once, with nothing between: what the site itself can do. `rename` puts other people's names
 * into them, and `ids` their accounts' ids, which it learns from what the creates answer. Resolves with the seconds.
 */
export async function replayCalls(calls, { url, concurrency, rename, ids }) {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const requests = calls.map((call) => ({ ...toRequest(call, url, rename, ids), expected: call.status }));
  const begin = performance.now();
  const queue = requests.values();
  const worker = async () => {
    for (const { options, body, expected } of queue) {
      const answer = await exchange(options, body, agent);
      if (answer.status !== expected)
        throw new Error(`${options.method} ${options.path}: ${answer.status} in place of ${expected}: ${answer.text}`);
      if (options.method === 'POST') ids.set(JSON.parse(body).username, JSON.parse(answer.text).id);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - begin) / 1000;
  agent.destroy();
  return seconds;
}

function toRequest({ request, headers }, url, rename, ids) {
  const { method, path, query = {}, json } = request;
  const address = new URL(withId(path, ids), url);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, withId(rename(String(value)), ids));
  const body = json === undefined ? undefined : rename(JSON.stringify(json));
  const content =
    body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const { hostname, port, pathname, search } = address;
  return {
    options: {
      method,
      hostname,
      port,
      path: pathname + search,
      headers: { ...headers, accept: 'application/json', ...content },
    },
    body,
  };
}

/** `ids` maps the recorded account's id to its name's, and that to the new account's. */
function withId(text, ids) {
  return text.replace(/\/users\/(\d+)/, (whole, id) => {
    const other = ids.get(ids.get(Number(id)));
    return other === undefined ? whole : `/users/${other}`;
  });
}

function exchange(options, body, agent) {
  return new Promise((resolve, reject) => {
    const outgoing = send({ ...options, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
