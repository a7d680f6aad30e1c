/** The names in the configuration; each is the part of an event's URI that says what happened (RFC 9967 §2.4). */
export const eventTypes = ['create', 'put', 'patch', 'activate', 'deactivate', 'delete'] as const;

export type EventType = (typeof eventTypes)[number];
