import { type Departure, departures } from '../departures.js';
import { ScimError } from '../scim-error.js';

/** What a strict client is answered where a tolerant server understands it all the same. */
export function refuseDeparture(departure: Departure, detail: string): ScimError {
  const { section, scimType } = departures[departure];
  return new ScimError(
    400,
    `${detail} See ${section}; this client is set to "strict", so it is refused as ${departure}.`,
    {
      scimType,
    },
  );
}
