import { createHttpClient } from '@linkspan/core';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

export interface KeySetOptions {
  readonly url: string;
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds for one attempt. Default 5 s. */
  readonly timeout?: number;
  /** Milliseconds after a fetch before a key that is not there may cause another. Default 30 s. */
  readonly cooldown?: number;
}

/** The issuer's keys cannot be had: nothing is known of the token. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}

/** Bytes: an issuer has a handful of keys, with certificates some 10 KB. */
const largest = 256 * 1024;
/** Milliseconds after a failure before the issuer is asked again: whoever knocks must not make us knock there. */
const pause = 5_000;
const age = 10 * 60_000;
const silent = { debug() {}, info() {}, warn() {} };

/**
 * An issuer's public keys, fetched when they are needed, kept for ten minutes, and fetched anew where a key is not among them. By the rules of
 * the connectors' HTTP client: no cloud metadata service is connected to, no other origin is followed to, time and size are bounded.
 *
 * @throws (rejects) KeysUnavailableError where they cannot be fetched, jose's JWKSNoMatchingKey and the like where the key is not there.
 */
export function createKeySet({ url, now, timeout = 5_000, cooldown = 30_000 }: KeySetOptions): JWTVerifyGetKey {
  let failure: { readonly until: number; readonly error: KeysUnavailableError } | undefined;

  async function fetchKeys(signal: AbortSignal): Promise<Response> {
    if (failure && now() < failure.until) throw failure.error;
    const ending = new AbortController();
    try {
      const client = createHttpClient(
        { baseUrl: url, timeout, attempts: 1, maxResponseSize: largest },
        { log: silent, signal: ending.signal },
      );
      const { status, text } = await client.request({ method: 'GET', path: '' }, signal);
      if (status !== 200) throw new Error(`the issuer's keys are answered with ${status}`);
      failure = undefined;
      return new Response(text);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      failure = { until: now() + pause, error: new KeysUnavailableError(reason, { cause }) };
      throw failure.error;
    } finally {
      ending.abort();
    }
  }

  const keys = createRemoteJWKSet(new URL(url), {
    [customFetch]: (_url, { signal }) => fetchKeys(signal),
    timeoutDuration: timeout * 2,
    cooldownDuration: cooldown,
    cacheMaxAge: age,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      if (error instanceof KeysUnavailableError || saysOfTheToken(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new KeysUnavailableError(reason, { cause: error });
    }
  };
}

/** Whether it is the token that is wrong; what else is thrown comes from what the issuer answered. */
function saysOfTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
