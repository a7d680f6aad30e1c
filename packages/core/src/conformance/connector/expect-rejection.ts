import assert from 'node:assert/strict';
import type { ConnectorErrorKind } from '../../connector/connector-error.js';

/** The reason, whatever it is. */
export async function rejectionOf(what: string, call: Promise<unknown>): Promise<unknown> {
  return call.then(
    (value) => assert.fail(`${what} resolved with ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
}

/** Looks at the kind alone: that it is a ConnectorError has a case of its own. */
export async function expectKind(
  what: string,
  call: Promise<unknown>,
  ...kinds: readonly ConnectorErrorKind[]
): Promise<void> {
  const reason = await rejectionOf(what, call);
  const kind = typeof reason === 'object' && reason !== null && 'kind' in reason ? reason.kind : undefined;
  assert.ok(
    kinds.some((expected) => expected === kind),
    `${what} should be ${kinds.join(' or ')}, but was ${String(kind)}: ${String(reason)}`,
  );
}
