import { loadHostConfiguration } from '../connectors/load-host-configuration.js';
import { publicUrlOf } from '../http/server-urls.js';
import { deliver } from '../notify/deliver.js';
import { openChannels } from '../notify/open-channels.js';
import { writeMessage } from '../notify/write-message.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

const sample = {
  key: 'halted sample',
  kind: 'halted',
  title: 'This is a test: nothing is halted',
  details: ['Somebody ran "linkspan notify test".'],
  remedy: 'nothing. When something needs you, it comes this way',
  weight: 1,
} as const;

/** `linkspan notify test`: a sample, by every way that is configured. */
export async function testNotify(terminal: Terminal, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  const { configuration, notify } = await loadHostConfiguration(terminal);
  const channels = await openChannels(notify);
  const now = Date.now();
  const digest = { news: [{ condition: sample, since: now, why: 'new' as const }], resolved: [] };
  const message = writeMessage(digest, { server: publicUrlOf(configuration.server), now, test: true });
  const deliveries = await deliver(channels, message, new AbortController().signal);
  const failed = deliveries.length === 0 || deliveries.some(({ error }) => error !== undefined);
  if (json) terminal.print(JSON.stringify({ id: message.id, deliveries }, null, 2));
  else if (deliveries.length === 0)
    terminal.complain('linkspan: nobody is told anything: there is no `notify` in the configuration.');
  for (const { channel, error } of json ? [] : deliveries)
    if (error === undefined) terminal.print(`${terminal.colors.green('sent')}    ${channel}`);
    else terminal.print(`${terminal.colors.red('failed')}  ${channel}: ${showLine(error)}`);
  return failed ? exitCode.failed : exitCode.ok;
}
