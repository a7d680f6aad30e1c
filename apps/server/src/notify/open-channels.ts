import type { Notify } from '../connectors/prepare-notify.js';
import type { Channel } from './channel.js';
import { createWebhookChannel } from './create-webhook-channel.js';

/** The ways that are configured. What sends e-mail is loaded where somebody receives any. */
export async function openChannels({ webhook, email }: Notify = {}): Promise<readonly Channel[]> {
  const channels: Channel[] = webhook ? [createWebhookChannel(webhook)] : [];
  if (email) {
    const { createEmailChannel } = await import('./create-email-channel.js');
    channels.push(createEmailChannel(email));
  }
  return channels;
}
