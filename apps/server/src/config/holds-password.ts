/** Whether a `postgres://` URL has a password in it: after the user, or among the parameters, where libpq and pg take one as well. */
export function holdsPassword(url: string): boolean {
  try {
    const { password, searchParams } = new URL(url);
    return password !== '' || [...searchParams.keys()].some((name) => /pass/i.test(name));
  } catch {
    // What cannot be taken apart may hold anything.
    return /[:@?]/.test(url.replace(/^postgres(ql)?:\/\//, ''));
  }
}
