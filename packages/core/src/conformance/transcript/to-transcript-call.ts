import type { TranscriptRequest } from '../../connector/transcript.js';
import type { Captures } from './create-captures.js';
import type { TranscriptCall } from './transcript-call.js';

const json = 'application/scim+json';

/** A request with its captures filled in. @throws MissingCapture */
export function toTranscriptCall(
  { method, path, query = {}, headers = {}, body }: Omit<TranscriptRequest, 'method'> & { readonly method: string },
  shared: Readonly<Record<string, string>>,
  captures: Captures,
): TranscriptCall {
  const parameters = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(captures.fill(value))}`,
  );
  return {
    method,
    target: captures.fill(path) + (parameters.length === 0 ? '' : `?${parameters.join('&')}`),
    headers: { ...(body !== undefined && { 'content-type': json }), ...shared, ...headers },
    ...(body !== undefined && { body: JSON.stringify(captures.fillJson(body)) }),
  };
}
