import { scimBaseUrl } from '../http/server-urls.js';
import { findPublicUrl } from '../installation/find-public-url.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { importClientModule } from './import-client-module.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withInstallation } from './with-installation.js';

/** `linkspan guide <client>`: what the operator does at the identity provider. */
export function guide(terminal: Terminal, client: string, { json = false }): Promise<ExitCode> {
  return withInstallation(terminal, async ({ configuration }) => {
    requireName('client', client, Object.keys(configuration.clients));
    const module = await importClientModule(configuration, client);
    const baseUrl = scimBaseUrl(findPublicUrl(configuration), client);
    const fill = (text: string) =>
      text
        .replaceAll('{baseUrl}', baseUrl)
        .replaceAll('{token}', `make one with "linkspan token create ${client}"`)
        .replaceAll('<client>', client);
    const steps = (module?.guide ?? plainGuide).map(({ title, text }) => ({ title, text: fill(text) }));
    if (json) terminal.print(JSON.stringify({ client, baseUrl, steps }, null, 2));
    else for (const [index, step] of steps.entries()) showStep(terminal, index + 1, step);
    return exitCode.ok;
  });
}

function showStep(
  { print, colors }: Terminal,
  number: number,
  step: { readonly title: string; readonly text: string },
) {
  print(`${number}. ${colors.bold(step.title)}`);
  for (const line of step.text.split('\n')) print(`   ${line}`);
}

/** For a client without a connector. */
const plainGuide = [
  { title: 'Enter base URL and token at the identity provider', text: 'Base URL: {baseUrl}\nBearer token: {token}' },
  { title: 'Provision somebody', text: 'Watch it arrive with "linkspan requests <client> --follow".' },
];
