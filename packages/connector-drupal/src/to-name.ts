/** Letters that Drupal's `UserNameConstraintValidator` takes: beside these of ASCII any but blanks, signs of direction and full-width Latin. */
const refused =
  /[^\u0080-\u{10ffff} A-Za-z0-9@+_.'-]|[\u0080-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff\uff01-\uff60\ufff9-\ufffd]/gu;

/**
 * The name that Drupal would take for a userName. It may not begin or end with a blank, nor have two together. One that is too long is left
 * for Drupal to refuse. Undefined where nothing is left. An altered name never joins two people: the core sees to that.
 */
export function toName(userName: unknown): string | undefined {
  if (typeof userName !== 'string') return undefined;
  const name = userName.replace(refused, '_').replace(/ +/g, ' ').trim();
  return /[^_ ]/.test(name) ? name : undefined;
}
