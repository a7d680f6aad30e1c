import type { ScimRequest } from '@linkspan/core';

export type FakeRequest = ScimRequest<string | undefined>;

export interface FakeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type Answering = (request: FakeRequest) => Promise<FakeAnswer>;

export function refuse(status: number, scimType?: string): FakeAnswer {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
  const detail = 'The fake refuses.';
  const body = JSON.stringify({ schemas, status: String(status), detail, ...(scimType && { scimType }) });
  return { status, headers: { 'content-type': 'application/scim+json' }, body };
}

export function withJson(answer: FakeAnswer, change: (json: Readonly<Record<string, unknown>>) => unknown): FakeAnswer {
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body ?? '{}'))) };
}
