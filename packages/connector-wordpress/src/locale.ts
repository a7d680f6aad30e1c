/** `en-US`, or the first of an Accept-Language list → `en_US`, as WordPress names locales. */
export function toLocale(tag: unknown): string | undefined {
  if (typeof tag !== 'string') return undefined;
  const first = tag.split(/[,;]/, 1)[0]?.trim() ?? '';
  const [language = '', ...rest] = first.split(/[-_]/);
  if (!/^[a-z]{2,3}$/i.test(language)) return undefined;
  return [language.toLowerCase(), ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join('_');
}

export function fromLocale(locale: unknown): string | undefined {
  return typeof locale === 'string' && locale !== '' ? locale.replaceAll('_', '-') : undefined;
}

/**
 * Which of the site's locales serves somebody who wants `desired`: that very one; the bare language (`ja` for `ja_JP`); any of the
 * language where no country was asked for. Undefined: none, and WordPress would refuse the whole request.
 */
export function chooseLocale(desired: string, installed: readonly string[]): string | undefined {
  const candidates = installed.filter((locale) => locale !== '' && servesLocale(desired, locale));
  const home = `${desired}_${desired}`;
  return [desired, home].map((wanted) => candidates.find((one) => sameTag(one, wanted))).find(Boolean) ?? candidates[0];
}

export function servesLocale(desired: unknown, locale: unknown): boolean {
  const wanted = String(desired);
  const there = String(locale);
  const [language = ''] = wanted.split('_');
  if (sameTag(wanted, there) || sameTag(language, there)) return true;
  return sameTag(language, wanted) && sameTag(language, there.split('_', 1)[0] ?? '');
}

function sameTag(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
