import { register } from 'node:module';

/** What a connector is written against. `@linkspan/core` is in no registry, and a connector need not bring a copy of either. */
const shared = ['@linkspan/core', 'zod'];

/**
 * Runs on a thread of its own, where nothing of ours can be imported, hence as a text. (`registerHooks`, which does without, is not in
 * Node 20.)
 */
const hooks = `
let host;
let shared;
export function initialize(data) {
  host = data.host;
  shared = data.shared;
}
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    const ours = shared.some((name) => specifier === name || specifier.startsWith(name + '/'));
    if (!ours || error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    return next(specifier, { ...context, parentURL: host });
  }
}`;

let registered = false;

/** From now on modules that find no `@linkspan/core` or `zod` from where they stand get this server's own, with all subpaths. */
export function shareHostPackages(): void {
  if (registered) return;
  registered = true;
  register(`data:text/javascript,${encodeURIComponent(hooks)}`, { data: { host: import.meta.url, shared } });
}
