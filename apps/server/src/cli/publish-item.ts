import type { Json } from '@linkspan/core';
import { redactJson } from './redact-json.js';

const documents = ['changes', 'before', 'after'] as const;

/** One person of a run or a plan for programs, without secrets. */
export function publishItem<Item extends { readonly [Name in (typeof documents)[number]]?: Json }>(item: Item): Item {
  const masked = documents.flatMap((name) => {
    const value = item[name];
    return value === undefined ? [] : [[name, redactJson(value)] as const];
  });
  return { ...item, ...Object.fromEntries(masked) };
}
