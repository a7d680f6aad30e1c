import { isJsonList, isJsonObject, type Json, type JsonObject } from '@linkspan/core';

/** What servers add by themselves, or leave out: it makes no other value. */
const added = ['display', '$ref', 'formatted'];

/**
 * Two lists of values as a server may store them: in any order, with a display text, a type or `primary` that nobody asked for, addresses in
 * another case, phone numbers in another spelling.
 */
export function sameList(desired: unknown, remote: unknown): boolean {
  const [wanted, there] = [toObjects(desired), toObjects(remote)];
  if (wanted === undefined || there === undefined || wanted.length !== there.length) return false;
  const choosesPrimary = wanted.some(isPrimary);
  const left = [...there];
  return wanted.every((one) => {
    const index = left.findIndex((other) => isSame(one, other, choosesPrimary));
    if (index >= 0) left.splice(index, 1);
    return index >= 0;
  });
}

function isSame(wanted: JsonObject, there: JsonObject, choosesPrimary: boolean): boolean {
  if (choosesPrimary && isPrimary(wanted) !== isPrimary(there)) return false;
  const names = new Set([...Object.keys(wanted), ...Object.keys(there)]);
  return [...names].every((name) => {
    if (name === 'primary' || added.includes(name)) return true;
    const [one, other] = [normal(wanted[name]), normal(there[name])];
    return one === other || (name === 'type' && one === '');
  });
}

function isPrimary({ primary }: JsonObject): boolean {
  return primary === true;
}

function normal(value: Json | undefined): string {
  const text = String(value ?? '')
    .trim()
    .toLowerCase();
  // RFC 3966, and what people write.
  return /^(tel:)?[+\d()\s./-]+$/.test(text) ? text.replace(/[^+\d]/g, '') : text;
}

function toObjects(value: unknown): readonly JsonObject[] | undefined {
  const list = value as Json;
  if (!isJsonList(list)) return undefined;
  return list.map((one) => (isJsonObject(one) ? one : { value: one }));
}
