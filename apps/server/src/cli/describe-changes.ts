import { isJsonList, isJsonObject, type Json } from '@linkspan/core';
import { redactJson } from './redact-json.js';
import { showLine } from './show-line.js';
import { showValue } from './show-value.js';

/** A line a field: `title: "a" -> "b"`, `roles: +editor -author`; secrets are masked. */
export function describeChanges(changes: Json | undefined): readonly string[] {
  const shown = changes === undefined ? undefined : redactJson(changes);
  if (!isJsonObject(shown)) return shown === undefined || shown === null ? [] : [showValue(shown)];
  return Object.entries(shown).map(([field, change]) => `${showLine(field)}: ${describeChange(change)}`);
}

function describeChange(change: Json): string {
  if (!isJsonObject(change)) return change === '[redacted]' ? change : showValue(change);
  if ('from' in change || 'to' in change) return `${showValue(change['from'])} -> ${showValue(change['to'])}`;
  if (!('added' in change || 'removed' in change)) return showValue(change);
  const parts = [...signed('+', change['added']), ...signed('-', change['removed'])];
  return parts.join(' ') || showValue(change);
}

const mostValues = 20;

function signed(sign: string, values: Json | undefined): readonly string[] {
  if (values === undefined || values === null) return [];
  if (!isJsonList(values)) return [`${sign}${showValue(values)}`];
  const shown = values
    .slice(0, mostValues)
    .map((value) => `${sign}${typeof value === 'string' ? showLine(value) : showValue(value)}`);
  return values.length > mostValues ? [...shown, `${sign}${values.length - mostValues} more`] : shown;
}
