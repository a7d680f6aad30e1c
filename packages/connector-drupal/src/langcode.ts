/** `pt-BR`, or the first of an Accept-Language list → `pt-br`, as Drupal names languages. */
export function toLangcode(tag: unknown): string | undefined {
  if (typeof tag !== 'string') return undefined;
  const first = (tag.split(/[,;]/, 1)[0] ?? '').trim().replaceAll('_', '-').toLowerCase();
  return /^[a-z]{2,3}(-[a-z0-9]+)*$/.test(first) ? first : undefined;
}

export function fromLangcode(langcode: unknown): string | undefined {
  if (typeof langcode !== 'string' || langcode === '') return undefined;
  const [language = '', ...rest] = langcode.split('-');
  return [language, ...rest.map((part) => (part.length === 2 ? part.toUpperCase() : part))].join('-');
}

/** From the very one to the bare language: `pt-br` is served by `pt` where the site has no Brazilian. */
export function langcodeCandidates(langcode: string): readonly string[] {
  const parts = langcode.split('-');
  return parts.map((_, dropped) => parts.slice(0, parts.length - dropped).join('-'));
}

export function servesLangcode(desired: unknown, langcode: unknown): boolean {
  return langcodeCandidates(String(desired)).includes(String(langcode));
}
