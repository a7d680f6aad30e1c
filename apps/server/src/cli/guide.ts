import { scimBaseUrl } from '../http/scim-base-url.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';

/** `linkspan guide <client>`: what the operator does at the identity provider. */
export function guide(terminal: Terminal, name: string, { json = false }): Promise<ExitCode> {
  return withHost(terminal, async ({ clients, publicUrl }) => {
    requireName(
      'client',
      name,
      clients.map((client) => client.name),
    );
    const module = clients.find((client) => client.name === name)?.module;
    const baseUrl = scimBaseUrl(publicUrl(), name);
    const fill = (text: string) =>
      text
        .replaceAll('{baseUrl}', baseUrl)
        .replaceAll('{token}', `make one with "linkspan token create ${name}"`)
        .replaceAll('<client>', name);
    const steps = (module?.guide ?? plainGuide).map(({ title, text }) => ({ title, text: fill(text) }));
    if (json) terminal.print(JSON.stringify({ client: name, baseUrl, steps }, null, 2));
    else
      for (const [index, { title, text }] of steps.entries()) {
        terminal.print(`${index + 1}. ${terminal.colors.bold(title)}`);
        for (const line of text.split('\n')) terminal.print(`   ${line}`);
      }
    return exitCode.ok;
  });
}

/** For a client without a connector. */
const plainGuide = [
  { title: 'Enter base URL and token at the identity provider', text: 'Base URL: {baseUrl}\nBearer token: {token}' },
  { title: 'Provision somebody', text: 'Watch it arrive with "linkspan requests <client> --follow".' },
];
