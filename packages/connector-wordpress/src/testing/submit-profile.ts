/** Opens a profile page with a session, changes some fields of its form, and saves it, as a browser does. */
export async function submitProfile(
  address: string,
  cookie: string,
  changes: Readonly<Record<string, string>>,
): Promise<void> {
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
    const chosen = /<option\b[^>]*\bselected[^>]*>/.exec(options)?.[0];
    fields.set(name, chosen === undefined ? '' : (attribute(chosen, 'value') ?? ''));
  }
  for (const [name, value] of Object.entries(changes)) fields.set(name, value);
  const saved = await fetch(address, { method: 'POST', redirect: 'manual', headers: { cookie }, body: fields });
  const text = await saved.text();
  if (saved.status !== 302) throw new Error(`${address} did not save: ${saved.status} ${text.slice(0, 500)}`);
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}=["']([^"']*)["']`).exec(tag)?.[1]?.replaceAll('&#039;', "'").replaceAll('&amp;', '&');
}
