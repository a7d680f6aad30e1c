import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

export interface MailServer {
  readonly port: number;
  /** Each as it came: headers, an empty line, the text. */
  readonly mails: readonly string[];
  /** Every command but the mails. */
  readonly commands: readonly string[];
}

/** Speaks as much of SMTP as is needed to take mail, on this machine, ended with the test. `replies` by command replace the usual ones. */
export async function startMailServer(replies: Readonly<Record<string, string>> = {}): Promise<MailServer> {
  const mails: string[] = [];
  const commands: string[] = [];
  const usual: Readonly<Record<string, string>> = {
    EHLO: '250-mail.test\r\n250 AUTH PLAIN',
    AUTH: '235 welcome',
    DATA: '354 go on',
    QUIT: '221 bye',
  };

  function talk(socket: Socket): void {
    let rest = '';
    let inMail = false;
    socket.on('error', () => undefined);
    socket.write('220 mail.test\r\n');
    socket.on('data', (piece) => {
      rest += piece;
      for (;;) {
        const end = rest.indexOf(inMail ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        const text = rest.slice(0, end);
        rest = rest.slice(end + (inMail ? 5 : 2));
        if (inMail) {
          mails.push(text);
          inMail = false;
          socket.write('250 taken\r\n');
          continue;
        }
        commands.push(text);
        const [command = ''] = text.toUpperCase().split(' ');
        inMail = command === 'DATA' && replies.DATA === undefined;
        socket.write(`${replies[command] ?? usual[command] ?? '250 fine'}\r\n`);
      }
    });
  }

  const server = createServer(talk);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { port: (server.address() as AddressInfo).port, mails, commands };
}
