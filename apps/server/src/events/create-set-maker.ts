import type { JournalLine, JsonObject, ResourceType } from '@linkspan/core';
import type { SetSigner } from '../keys/create-set-signer.js';
import { createJti, createTxn } from './create-jti.js';
import { describeEvents } from './describe-events.js';
import type { EventReceiver } from './event-receiver.js';
import { findEventTypes } from './find-event-types.js';

export interface SetMakerOptions {
  /** `https://hub.example.com`, without a slash at the end. */
  publicUrl(): string;
  typesOf(directory: string): readonly ResourceType[];
  readPresent(directory: string, type: ResourceType, id: string): Promise<JsonObject | undefined>;
  readonly sign: SetSigner;
}

/** The signed token for a line of the journal; undefined where it is no event for this receiver. */
export type MakeSet = (line: JournalLine, receiver: EventReceiver) => Promise<string | undefined>;

/**
 * A SET (RFC 8417) by the profile of RFC 9967. All but the signature comes from the line, and with `full` from the resource, so that a
 * delivery that is repeated, also after a restart, says the same under the same `jti`.
 */
export function createSetMaker({ publicUrl, typesOf, readPresent, sign }: SetMakerOptions): MakeSet {
  return async (line, receiver) => {
    const types = findEventTypes(line, receiver);
    const resourceType = typesOf(line.directory).find(({ name }) => name === line.resourceType);
    if (types.length === 0 || resourceType === undefined) return undefined;
    const { name, include, audience = `${publicUrl()}/events/${name}` } = receiver;
    const happened = Math.floor(Date.parse(line.at) / 1_000);
    const { resourceId } = line;
    const events = await describeEvents(line, resourceType, { types, include }, () =>
      readPresent(line.directory, resourceType, resourceId),
    );
    return sign({
      iss: publicUrl(),
      iat: happened,
      jti: createJti(name, line),
      aud: audience,
      txn: createTxn(line),
      toe: happened,
      sub_id: { format: 'scim', uri: `${resourceType.endpoint}/${resourceId}` },
      events,
    });
  };
}
