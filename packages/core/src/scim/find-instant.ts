const pattern = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?$/i;

/** Milliseconds of an xsd:dateTime (RFC 7643 §2.3.5), read as UTC where it names no zone; `undefined` where it is none. */
export function findInstant(text: string): number | undefined {
  const day = pattern.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return undefined;
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`;
  const instant = Date.parse(zoned.toUpperCase());
  return Number.isNaN(instant) ? undefined : instant;
}

/** Date.parse takes 31 February for 3 March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(day);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}
