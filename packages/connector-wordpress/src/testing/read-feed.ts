import type { TestSite } from './test-site.js';

export interface FeedRow {
  readonly seq: number;
  readonly account: string;
  readonly kind: string;
  readonly at: string;
  readonly origin: string;
  readonly by: string | null;
  readonly fields: readonly string[];
}

export interface Feed {
  readonly next: number;
  readonly more: boolean;
  readonly reset: boolean;
  readonly items: readonly FeedRow[];
}

/** As a connector asks for it: `?since=3`. */
export async function readFeed(site: TestSite, query = ''): Promise<Feed> {
  return (await site.rest('GET', `/linkspan/v1/changes${query}`)).json as Feed;
}
