/** How we sign in at a SCIM server: RFC 6750, or RFC 6749 §4.4. */
export type ScimCredentials =
  | { readonly kind: 'bearer'; readonly token: string }
  | {
      readonly kind: 'client-credentials';
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scope?: string;
      /** Where id and secret stand in the request for a token: RFC 6749 §2.3.1. Default `header`. */
      readonly sentIn?: 'header' | 'body';
    };
