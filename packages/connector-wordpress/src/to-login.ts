const longest = 60;

/** Letters that no decomposition reduces to ASCII. */
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ł: 'l',
  Ł: 'L',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
};

/**
 * The log-in that WordPress would take for a userName: it allows `A-Z a-z 0-9 space _ . - @` and 60 characters, so neither O'Brien nor
 * a plus-addressed e-mail (W7). Undefined where nothing is left. An altered log-in never joins two people: the core sees to that.
 */
export function toLogin(userName: unknown): string | undefined {
  if (typeof userName !== 'string') return undefined;
  const ascii = userName
    .replace(/[^\0-\x7f]/g, (letter) => spelled[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '');
  const login = ascii
    .replace(/[^A-Za-z0-9 _.@-]/gu, '_')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, longest)
    .trim();
  return /[A-Za-z0-9]/.test(login) ? login : undefined;
}
