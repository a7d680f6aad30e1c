import { createTransport } from 'nodemailer';
import { type Channel, DeliveryError } from './channel.js';

export interface EmailOptions {
  /** `smtp://user:password@host:587` or `smtps://…`. */
  readonly smtp: string;
  readonly from: string;
  readonly to: readonly string[];
}

const timeout = 15_000;

/** Plain text. With a password the connection is encrypted, or nothing is sent; on this machine it may be plain. */
export function createEmailChannel({ smtp, from, to }: EmailOptions): Channel {
  return {
    name: 'email',
    async send({ id, summary, text }, signal) {
      const transport = createTransport({
        url: smtp,
        requireTLS: needsEncryption(smtp),
        connectionTimeout: timeout,
        greetingTimeout: timeout,
        socketTimeout: timeout,
        dnsTimeout: timeout,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const end = () => transport.close();
      signal.addEventListener('abort', end, { once: true });
      try {
        await transport.sendMail({
          from,
          to: [...to],
          subject: `[Linkspan] ${summary}`,
          text,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Linkspan-Id': id },
        });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new DeliveryError(hideCredentials(message, smtp));
      } finally {
        signal.removeEventListener('abort', end);
        transport.close();
      }
    },
  };
}

function needsEncryption(smtp: string): boolean {
  const { protocol, password, hostname } = new URL(smtp);
  return protocol === 'smtp:' && password !== '' && !['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

function hideCredentials(text: string, smtp: string): string {
  const { password } = new URL(smtp);
  const spellings = [password, decodeURIComponent(password)].filter((one) => one !== '');
  return spellings.reduce((hidden, one) => hidden.replaceAll(one, '…'), text);
}
