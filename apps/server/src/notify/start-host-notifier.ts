import { readReceivers } from '../events/read-receivers.js';
import type { Host } from '../open-host.js';
import { findConfigurationNote } from '../reload/configuration-note.js';
import { countHolds, countWaitingBack, createSettings } from '../store/index.js';
import { findConditions } from './find-conditions.js';
import { openChannels } from './open-channels.js';
import { type Notifier, type NotifierTimes, startNotifier } from './start-notifier.js';

/** Tells of this host, by the configuration that holds at each look. */
export function startHostNotifier(host: Host, times: Partial<NotifierTimes> = {}): Notifier {
  const { parts, database, log } = host;
  const { store, tokens, metrics } = parts;
  const sources = {
    store,
    tokens,
    applications: () => parts.applications,
    clients: () => host.clients.map(({ name }) => name),
    countHolds: () => countHolds(database),
    countWaitingBack: () => countWaitingBack(database),
    findConfigurationNote: () => findConfigurationNote(database),
    readReceivers: () => readReceivers(host.configuration, database),
  };
  return startNotifier({
    isSilent: () => host.notify === undefined,
    channels: () => openChannels(host.notify),
    findConditions: (now) => findConditions(sources, now),
    settings: createSettings(database),
    guards: store.guards,
    journal: store.journal,
    onFollowed: (seq) => metrics.noteFollower('notify', seq),
    server: host.publicUrl,
    log,
    times,
  });
}
