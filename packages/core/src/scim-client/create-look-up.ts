import type { AttributeRule } from '../connector/attribute-rule.js';
import { ConnectorError } from '../connector/connector-error.js';
import { sameValue } from '../connector/difference.js';
import type { ScimApi } from './create-scim-api.js';
import { parseFieldPath } from './field-path.js';
import { readField } from './read-field.js';
import { type Listed, readPage, walkDocuments } from './read-page.js';
import { parseScimList, type ScimDocument } from './scim-document.js';

/** How far a server's filter on one field can be believed when it finds nobody. */
export type FilterTrust =
  /** It finds whatever the case. */
  | 'any-case'
  /** It finds by the very same text. */
  | 'same-case'
  /** It is refused, or not looked at, or finds nobody who is there. */
  | 'none';

export interface LookUp {
  /** Exact by `rule`, or nothing. `place` is the field's SCIM path. */
  find(
    place: string,
    rule: Pick<AttributeRule, 'remote' | 'same'>,
    value: unknown,
    signal: AbortSignal,
  ): Promise<ScimDocument | undefined>;
  /** Undefined: there is nobody to try it with. */
  trust(place: string, signal: AbortSignal): Promise<FilterTrust | undefined>;
}

/**
 * Looks resources up by filter. What it finds is compared here. When it finds nobody that is believed only once the server has shown that it
 * finds somebody who is there: many ignore filters, refuse them, or compare case where the standard says that it does not matter. Else
 * everybody is looked at.
 */
export function createLookUp(
  api: ScimApi,
  listed: Listed,
  byCursor: (signal: AbortSignal) => Promise<boolean>,
): LookUp {
  const known = new Map<string, FilterTrust>();

  /** Undefined: it was refused. */
  async function ask(place: string, value: string, signal: AbortSignal): Promise<readonly ScimDocument[] | undefined> {
    const filter = `${parseFieldPath(place).text} eq ${JSON.stringify(value)}`;
    const call = { method: 'GET', path: listed.endpoint, query: { ...listed.query, filter }, to: listed.to } as const;
    const answer = await api.send(call, signal);
    if ([400, 403, 404, 405, 501].includes(answer.status)) return undefined;
    if (answer.status < 200 || answer.status >= 300) throw api.refusal(call, answer);
    return parseScimList(answer.json, api.name, listed.to).documents;
  }

  async function prove(place: string, signal: AbortSignal): Promise<FilterTrust | undefined> {
    const sample = (await readPage(api, listed, undefined, await byCursor(signal), signal)).items.find(
      ({ attributes }) => typeof readField(attributes, place) === 'string',
    );
    if (sample === undefined) return undefined;
    const value = String(readField(sample.attributes, place));
    const finds = async (text: string) => {
      const found = await ask(place, text, signal);
      const fits = ({ attributes }: ScimDocument) => sameButForCase(readField(attributes, place), text);
      return found?.some(({ id }) => id === sample.id) === true && found.every(fits);
    };
    // With one user there, a filter that is not looked at seems to find the right one.
    if ((await ask(place, `${value}-nobody`, signal))?.length !== 0) return 'none';
    if (swapCase(value) !== value && (await finds(swapCase(value)))) return 'any-case';
    return (await finds(value)) ? 'same-case' : 'none';
  }

  async function trust(place: string, signal: AbortSignal): Promise<FilterTrust | undefined> {
    if (api.traits.lookUp === 'list') return 'none';
    const before = known.get(place);
    if (before !== undefined) return before;
    const proved = await prove(place, signal);
    if (proved !== undefined) known.set(place, proved);
    return proved;
  }

  return {
    trust,
    async find(place, rule, value, signal) {
      if (typeof value !== 'string' || value === '') return undefined;
      const isExact = ({ attributes }: ScimDocument) => sameValue(rule, value, readField(attributes, place));
      if (api.traits.lookUp === 'filter' && known.get(place) !== 'none') {
        const found = await ask(place, value, signal);
        const exact = onlyOne(api, rule.remote, (found ?? []).filter(isExact));
        if (exact !== undefined) return exact;
        const trusted = found?.length === 0 ? await trust(place, signal) : 'none';
        if (trusted === 'any-case') return undefined;
        const other = swapCase(value);
        if (trusted === 'same-case' && (other === value || !sameValue(rule, other, value))) return undefined;
      }
      const all: ScimDocument[] = [];
      for await (const one of walkDocuments(api, listed, await byCursor(signal), signal))
        if (isExact(one)) all.push(one);
      return onlyOne(api, rule.remote, all);
    },
  };
}

function onlyOne(api: ScimApi, remote: string, found: readonly ScimDocument[]): ScimDocument | undefined {
  const [only] = found;
  if (found.length < 2) return only;
  const ids = found.slice(0, 3).map(({ id }) => id);
  const text = `${api.name}: ${ids.join(' and ')} have the same ${remote} there. Give each its own.`;
  throw new ConnectorError('invalid', text, { field: remote });
}

function swapCase(text: string): string {
  return text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();
}

function sameButForCase(left: unknown, right: string): boolean {
  return typeof left === 'string' && left.toLowerCase() === right.toLowerCase();
}
