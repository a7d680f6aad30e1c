/** How a server departs from the standard, or stays within it and is still no pleasure. Without any it is core's own. */
export interface FakeOptions {
  /** False: no ServiceProviderConfig, no ResourceTypes, no Schemas. */
  readonly discovery?: false;
  /** `false`: PATCH is 501, and ServiceProviderConfig says so. */
  readonly patch?: false;
  /** `blind`: finds nobody, ever. */
  readonly filter?: 'ignored' | 'refused' | 'blind';
  /** By `startIndex` alone: no RFC 9865. */
  readonly paging?: 'index';
  /** A change without If-Match is 428. */
  readonly preconditions?: true;
  /** To remove who is no member is 400 noTarget. */
  readonly removal?: 'strict';
  /** Whether writes are answered with the resource. */
  readonly bodies?: false;
  /** Who was just created is not found the first time. */
  readonly visible?: 'later';
  /** What DELETE does instead. */
  readonly deletion?: 'deactivates' | 'pretended';
  /** `active` is taken and forgotten. */
  readonly active?: 'pretended';
  readonly groups?: false;
  /** OAuth client credentials in the place of the token; each access token serves so many requests. */
  readonly oauth?: { readonly uses: number };
}
