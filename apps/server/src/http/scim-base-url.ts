/** What is entered at the identity provider: without a slash at the end, which some of them double. */
export function scimBaseUrl(publicUrl: string, client: string): string {
  return `${publicUrl}/scim/${client}/v2`;
}
