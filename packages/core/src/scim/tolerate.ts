import type { Departure } from './departures.js';

/**
 * Told of every departure at the place where it is understood; `detail` says what was sent and what to send. It throws where nothing is
 * forgiven, so that the place itself need not know.
 */
export type Tolerate = (departure: Departure, detail: string) => void;
