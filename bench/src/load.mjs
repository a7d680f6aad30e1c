// A process of its own, so that making the load takes nothing from the server's: reads a job from its parent, answers with figures.
import autocannon from 'autocannon';
import { scenarios } from './scenarios.mjs';

process.once('message', async ({ scenario, url, token, connections, seconds, directory, checkBodies }) => {
  const { make } = scenarios[scenario];
  const wrong = [];
  const expected = [200, 201, 204];
  let answers = 0;
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/scim+json',
      accept: 'application/scim+json',
    },
    requests: [
      {
        setupRequest(request, context) {
          const { method, path, body, status = 200, holds } = make(directory);
          Object.assign(context, { status, holds });
          const text = body === undefined ? undefined : JSON.stringify(body);
          return { ...request, method, path: new URL(url).pathname.replace(/\/$/, '') + path, body: text };
        },
        onResponse(status, body, context) {
          answers += 1;
          // Every status; of the bodies one in fifty, since reading them all would make the load the bottleneck.
          const right = checkBodies
            ? status === context.status && (answers % 50 !== 1 || context.holds(JSON.parse(body || '{}')))
            : status < 300;
          if (!right && wrong.length < 3) wrong.push(`${status} ${body.slice(0, 300)}`);
        },
      },
    ],
  });
  process.send({
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    errors: result.errors + result.timeouts,
    wrong,
    statuses: Object.keys(result.statusCodeStats ?? {}).filter((status) => !expected.includes(Number(status))),
  });
  process.disconnect();
});
