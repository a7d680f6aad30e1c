import type { ServerResponse } from 'node:http';

/** A page of a proxy's own. Always true: it has answered. */
export function answerHtml(response: ServerResponse, status: number): true {
  response.writeHead(status, { 'content-type': 'text/html', server: 'proxy' }).end('<html></html>');
  return true;
}
