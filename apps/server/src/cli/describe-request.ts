import type { LoggedRequest } from '../requests/request-row.js';
import { showControls } from './show-controls.js';
import type { Terminal } from './terminal.js';

/** Lines of `linkspan requests`: what was refused is shown with its bodies. */
export function describeRequest(
  request: LoggedRequest,
  colors: Terminal['colors'],
  bodies: boolean,
): readonly string[] {
  const { at, method, path, status, milliseconds, quirks, ignored, tolerated = [], body, answer } = request;
  const { decision, notes = [], skipped = 0, refused: why } = request;
  const refused = status >= 400;
  const color = refused ? colors.red : colors.green;
  const line = [
    colors.dim(new Date(at).toISOString()),
    showControls(method).padEnd(6),
    showControls(path),
    color(String(status)),
    ...(decision === undefined ? [] : [decision]),
    colors.dim(`${milliseconds} ms`),
    ...describePeer(request),
    ...(quirks.length > 0 ? [`quirks: ${quirks.join(', ')}`] : []),
    ...(tolerated.length > 0 ? [`tolerated: ${tolerated.join(', ')}`] : []),
    ...(ignored.length > 0 ? [`ignored: ${showControls(ignored.join(', '))}`] : []),
    ...notes.map((note) => showControls(note)),
  ];
  const before = skipped === 0 ? [] : [colors.dim(`    ${skipped} ${skipped === 1 ? 'read' : 'reads'} not kept`)];
  if (!refused && !bodies) return [...before, line.join('  ')];
  const { requestId, headers } = request;
  return [
    ...before,
    line.join('  '),
    ...(why === undefined ? [] : [`    refused: ${showControls(why)}`]),
    colors.dim(`    ${requestId}${headers['user-agent'] ? `  ${showControls(headers['user-agent'])}` : ''}`),
    ...(body === undefined ? [] : [`    > ${indent(body)}`]),
    ...(answer === undefined ? [] : [`    < ${indent(answer)}`]),
  ];
}

function describePeer({ address, tokenId }: LoggedRequest): readonly string[] {
  return [
    ...(address === undefined ? [] : [`from ${address}`]),
    ...(tokenId === undefined ? [] : [`token ${tokenId}`]),
  ];
}

/** A body of several lines forges no line of ours. */
function indent(body: string): string {
  return showControls(body).replaceAll('\n', '\n      ');
}
