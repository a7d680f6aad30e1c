import { type Json, maskSecret } from '@linkspan/core';
import { redactJson } from './redact-json.js';

/** One field's value, without what is, or is named like, a secret. */
export function redactField(name: string, value: Json): Json {
  return maskSecret(name, value) === value ? redactJson(value) : '[redacted]';
}
