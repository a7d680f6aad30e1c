// What a person does with the page of a profile, by its form.

/** @param {string} address @param {string} cookie @param {Readonly<Record<string, string>>} changes */
export async function submitProfile(address, cookie, changes) {
  const page = await (await fetch(address, { headers: { cookie } })).text();
  const form = /<form id="your-profile"[\s\S]*?<\/form>/.exec(page)?.[0];
  if (form === undefined) throw new Error(`${address} shows no profile`);
  const fields = new URLSearchParams();
  for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    const type = attribute(tag, 'type');
    const isOff = (type === 'checkbox' || type === 'radio') && !/\bchecked\b/.test(tag);
    // An untouched password is not sent.
    if (name !== undefined && !isOff && !/^(pass|submit|wp_http)|^new_application/.test(name))
      fields.set(name, attribute(tag, 'value') ?? '');
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select\b[^>]*\bname="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const [chosen = '', text = ''] = /<option\b[^>]*\bselected[^>]*>([^<]*)/.exec(options) ?? [];
    fields.set(name, attribute(chosen, 'value') ?? decode(text.trim()));
  }
  for (const [name, value] of Object.entries(changes)) fields.set(name, value);
  const saved = await fetch(address, { method: 'POST', redirect: 'manual', headers: { cookie }, body: fields });
  const text = await saved.text();
  if (saved.status !== 302) throw new Error(`${address} did not save: ${saved.status} ${text.slice(0, 500)}`);
}

/** @param {string} tag @param {string} name */
function attribute(tag, name) {
  const value = new RegExp(`\\b${name}=["']([^"']*)["']`).exec(tag)?.[1];
  return value === undefined ? undefined : decode(value);
}

/** @param {string} text */
function decode(text) {
  return text.replaceAll('&#039;', "'").replaceAll('&amp;', '&');
}
