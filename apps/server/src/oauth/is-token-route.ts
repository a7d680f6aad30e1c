/** With doubled slashes wherever they are. */
const pattern = /^\/+oauth2\/+token\/*(?:\?.*)?$/;

/** Whether a URL is the OAuth token endpoint. */
export function isTokenRoute(url: string): boolean {
  return pattern.test(url);
}
