import { describeJson } from '../describe-json.js';
import { isStorable } from '../is-storable.js';
import type { Json } from '../json.js';
import type { ResourceType } from '../schema.js';
import { invalidValue } from '../scim-error.js';
import type { Call } from './call.js';

/** Characters; more than any application takes. */
const longest = 1_024;

/**
 * The password that a body spoke of, to be sealed with the commit. Where no application takes any, it is dropped at once, and the trace
 * says so; so too the empty one, which identity providers send for "none".
 *
 * @throws ScimError 400 for what is no text, or too long a one.
 */
export function takePassword(call: Call, type: ResourceType, sent: Json | undefined): string | undefined {
  if (sent === undefined) return undefined;
  if (call.passwords === undefined || type.name !== 'User' || sent === '') {
    call.ignore([], true);
    return undefined;
  }
  if (typeof sent !== 'string') throw invalidValue(`password must be text, but ${describeJson(sent)} was sent.`);
  if (sent.length > longest)
    throw invalidValue(`The password is longer than ${longest} characters. Choose a shorter one.`);
  if (!isStorable(sent)) throw invalidValue('The password has characters that no text has. Choose another one.');
  return sent;
}
