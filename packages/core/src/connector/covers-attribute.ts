import { foldCase } from '../scim/fold-case.js';

/** `name` covers `name.givenName`, `emails` whatever is asked of an e-mail, a schema's URN all of its attributes. */
export function coversAttribute(name: string, path: string): boolean {
  const [whole, part] = [foldCase(name), foldCase(path)];
  return part === whole || ['.', '[', ':'].some((mark) => part.startsWith(`${whole}${mark}`));
}
