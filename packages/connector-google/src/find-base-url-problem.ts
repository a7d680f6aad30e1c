/** There is none that Google could work with. */
export function findBaseUrlProblem(): string {
  return 'Google calls no SCIM server of one\'s own. "linkspan guide <client>" says what is possible instead.';
}
