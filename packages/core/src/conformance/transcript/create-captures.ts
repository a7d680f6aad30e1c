import type { Json } from '../../scim/json.js';

/** What the answers so far have brought, for `{{name}}` in later requests. */
export interface Captures {
  set(name: string, value: string): void;
  /** @throws MissingCapture */
  fill(text: string): string;
  /** The same in every text within. @throws MissingCapture */
  fillJson<Value extends Json>(value: Value): Value;
}

/** The step that should have brought it failed. */
export class MissingCapture extends Error {
  override readonly name = 'MissingCapture';
}

export function createCaptures(): Captures {
  const values = new Map<string, string>();
  const replace = (text: string, write: (value: string) => string) =>
    text.replace(/\{\{(\w+)\}\}/g, (_match, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new MissingCapture(`no step before has brought ${name}`);
      return write(value);
    });
  return {
    set: (name, value) => void values.set(name, value),
    fill: (text) => replace(text, (value) => value),
    fillJson: (value) => JSON.parse(replace(JSON.stringify(value), (text) => JSON.stringify(text).slice(1, -1))),
  };
}
