/**
 * Where our server departs from an RFC on purpose, for clients that would not work otherwise; a client that is set to `strict` is
 * answered as the RFC says.
 *
 * A replace by a value path that selects nothing makes the value: Entra ID sets a second address so.
 */
export const toleratedTitles: readonly string[] = [
  'PATCH: replace by a value path that selects nothing is 400 noTarget',
];
