import { randomUUID } from 'node:crypto';

const sane = /^[A-Za-z0-9][A-Za-z0-9._:+/=-]{3,127}$/;

/** The caller's `X-Request-Id` where it can stand in a log line as it is, else a new one. */
export function chooseRequestId(offered: string | undefined): string {
  return offered !== undefined && sane.test(offered) ? offered : randomUUID();
}
