import type { LoggedRequest } from '../requests/request-row.js';
import type { Terminal } from './terminal.js';

/** Lines of `linkspan requests`: what was refused is shown with its bodies. */
export function describeRequest(
  request: LoggedRequest,
  colors: Terminal['colors'],
  bodies: boolean,
): readonly string[] {
  const { at, method, path, status, milliseconds, quirks, ignored, body, answer, requestId, headers } = request;
  const refused = status >= 400;
  const color = refused ? colors.red : colors.green;
  const line = [
    colors.dim(new Date(at).toISOString()),
    method.padEnd(6),
    path,
    color(String(status)),
    colors.dim(`${milliseconds} ms`),
    ...(quirks.length > 0 ? [`quirks: ${quirks.join(', ')}`] : []),
    ...(ignored.length > 0 ? [`ignored: ${ignored.join(', ')}`] : []),
  ];
  if (!refused && !bodies) return [line.join('  ')];
  return [
    line.join('  '),
    colors.dim(`    ${requestId}${headers['user-agent'] === undefined ? '' : `  ${headers['user-agent']}`}`),
    ...(body === undefined ? [] : [`    > ${body}`]),
    ...(answer === undefined ? [] : [`    < ${answer}`]),
  ];
}
