/** `sanitize_text_field`, kses and `_wp_specialchars`: what becomes of a name on its way into the database (W10). */
export function storedName(text: string): string {
  const plain = text
    .replace(/<[a-z/!][^>]*>/gi, '')
    .replace(/%[a-f0-9]{2}/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  return escapeOnce(plain);
}

/** A description keeps some tags and its lines. */
export function storedDescription(text: string): string {
  return text.replace(/<\/?script[^>]*>/gi, '').replace(/&(?![a-z]+;|#\d+;)/gi, '&amp;');
}

export function storedUrl(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return '';
  const absolute = /^[a-z][a-z\d+.-]*:/i.test(trimmed) ? trimmed : `http://${trimmed}`;
  const encoded = absolute.replaceAll(' ', '%20').replaceAll('[', '%5B').replaceAll(']', '%5D');
  return encoded.replace(/^[a-z]+:/i, (scheme) => scheme.toLowerCase()).replace(/&(?!amp;)/g, '&amp;');
}

/** `sanitize_title` of a log-in. */
export function slugOf(login: string): string {
  return login
    .toLowerCase()
    .replace(/[^a-z0-9 ._-]/g, '')
    .replace(/[ .]+/g, '-')
    .replace(/-+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 50);
}

function escapeOnce(text: string): string {
  return text
    .replace(/&(?!(?:[a-z]+|#\d+|#x[\da-f]+);)/gi, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
