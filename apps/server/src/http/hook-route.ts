/** `/hooks/{application}`, with doubled slashes wherever they are. */
const pattern = /^\/+hooks\/+([^/?]+)\/*(?:\?.*)?$/;

/** The application that a webhook's URL names, as it stands there; undefined for any other URL. */
export function parseHookRoute(url: string): string | undefined {
  return pattern.exec(url)?.[1];
}
