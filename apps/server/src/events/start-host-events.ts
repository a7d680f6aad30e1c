import type { Host } from '../open-host.js';
import { type EventDelivery, startEventDelivery } from './start-event-delivery.js';

/** Tells the receivers of this host, by the configuration that holds at each look. */
export function startHostEvents(host: Host): Promise<EventDelivery> {
  const { parts, log } = host;
  return startEventDelivery({
    receivers: () => host.events,
    parts: parts.eventParts,
    journal: parts.store.journal,
    noteFollower: parts.metrics.noteFollower,
    log,
  });
}
