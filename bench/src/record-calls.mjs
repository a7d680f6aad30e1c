import { createConnectorContext } from '../../packages/core/dist/index.js';

/** A connector's context whose requests are written down: `calls()` gives those since it was last asked, in the order in which they began. */
export function recordCalls(log) {
  let calls = [];
  const context = createConnectorContext({ name: 'bench', log, signal: new AbortController().signal });
  return {
    context: {
      ...context,
      http(options) {
        const client = context.http(options);
        return {
          async request(request, signal) {
            const call = { request, headers: options.headers ?? {}, status: 0 };
            calls.push(call);
            const response = await client.request(request, signal);
            call.status = response.status;
            return response;
          },
        };
      },
    },
    calls() {
      const told = calls;
      calls = [];
      return told;
    },
  };
}
