import { isJsonList, isJsonObject, type Json, type JsonObject } from '@linkspan/core';
import { type FakeAnswer, type FakeRequest, ok, refuse } from './fake-answer.js';
import type { FakeEvent, FakeOrganization } from './fake-organization.js';

const retention = 90 * 24 * 3_600_000;

/** Directory Insights: `POST /events`, oldest first. */
export function serveEvents(
  organization: FakeOrganization,
  { method, path, json }: FakeRequest,
): FakeAnswer | undefined {
  if (method !== 'POST' || path !== '/insights/directory/v1/events') return undefined;
  const query = isJsonObject(json) ? json : {};
  const start = Date.parse(String(query['start_time']));
  if (Number.isNaN(start)) return refuse(400, 'Bad Request', 'start_time is required');
  if (start > organization.now()) return refuse(400, 'Bad Request', 'start_time is in the future');
  if (start < organization.now() - retention) {
    return refuse(400, 'Bad Request', "start_time is greater than Directory Insights' 90 day retention period");
  }
  const limit = Math.min(Number(query['limit'] ?? 1000), 10_000);
  const wanted = readTypes(query);
  const found = organization.events
    .filter(({ timestamp, event_type }) => Date.parse(timestamp) >= start && wanted(event_type))
    .toSorted((one, other) => compare(keyOf(one), keyOf(other)));
  const after = isJsonList(query['search_after']) ? query['search_after'] : undefined;
  const events = found.filter((event) => after === undefined || compare(keyOf(event), after) > 0).slice(0, limit);
  const last = events.at(-1);
  return {
    ...ok(events),
    headers: {
      'x-result-count': String(events.length),
      'x-limit': String(limit),
      'x-sort': 'ASC',
      // Always there, also where nothing follows.
      'x-search_after': JSON.stringify(last === undefined ? [0, ''] : keyOf(last)),
    },
  };
}

function readTypes({ search_term: term }: JsonObject): (type: string) => boolean {
  const any = isJsonObject(term) ? term['or'] : undefined;
  const types = isJsonObject(any) ? any['event_type'] : undefined;
  return (type) => types === undefined || [types].flat().includes(type);
}

function keyOf({ timestamp, id }: FakeEvent): readonly Json[] {
  return [Date.parse(timestamp), id];
}

function compare(one: readonly Json[], other: readonly Json[]): number {
  const [time = 0, id = ''] = one;
  const [otherTime = 0, otherId = ''] = other;
  return Number(time) - Number(otherTime) || (String(id) < String(otherId) ? -1 : id === otherId ? 0 : 1);
}
