/** Requests that came to an address where no client is: mostly a base URL that was entered wrongly. Times are milliseconds since 1970. */
export interface StrayRequests {
  /** As far as it tells what was entered: `/scim/jumpclod/v2`. */
  readonly place: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  /** The last one's, by `trustProxy`. */
  readonly address?: string;
}

/** Where they are kept in the table `settings`. */
export const strayRequestsKey = 'stray-requests';
