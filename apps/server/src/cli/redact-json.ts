import { isJsonList, isJsonObject, type Json, maskSecret } from '@linkspan/core';

/** Without what is named like a secret, however deep: what is shown is copied into tickets. */
export function redactJson(value: Json): Json {
  if (isJsonList(value)) return value.map(redactJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      maskSecret(name, inner) === inner ? redactJson(inner) : '[redacted]',
    ]),
  );
}
