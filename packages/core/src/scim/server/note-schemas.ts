import type { Departure } from '../departures.js';
import { findProperty } from '../find-property.js';
import { isJsonList, type JsonObject } from '../json.js';
import type { Tolerate } from '../tolerate.js';

/** A message says by its schema what it is; the place that it was sent to says so as well. */
export function noteSchemas(departure: Departure, body: JsonObject, urn: string, tolerate: Tolerate): void {
  const schemas = findProperty(body, 'schemas');
  const named =
    isJsonList(schemas) && schemas.some((one) => typeof one === 'string' && one.toLowerCase() === urn.toLowerCase());
  if (!named) tolerate(departure, `"schemas" does not name ${urn}. Send it.`);
}
