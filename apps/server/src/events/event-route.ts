/** `/events/{receiver}`, with doubled slashes wherever they are. */
const pattern = /^\/+events\/+([^/?]+)\/*(?:\?.*)?$/;

/** The receiver that a poll's URL names, as it stands there; undefined for any other URL. */
export function parseEventRoute(url: string): string | undefined {
  return pattern.exec(url)?.[1];
}
