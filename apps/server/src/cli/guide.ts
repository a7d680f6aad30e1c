import type { ConnectorModule, ResourceRules } from '@linkspan/core';
import { scimBaseUrl } from '../http/server-urls.js';
import { findPublicUrl } from '../installation/find-public-url.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { importClientModule } from './import-client-module.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withInstallation } from './with-installation.js';

/** `linkspan guide <client>`: what the operator does at the identity provider, and what arrives from there. */
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
    const steps = (module?.pushed?.guide ?? module?.guide ?? plainGuide).map(({ title, text }) => ({
      title,
      text: fill(text),
    }));
    const pushed = module?.connect === undefined ? (module?.pushed ?? module) : module.pushed;
    const sent = { users: listSent(pushed?.users), groups: listSent(pushed?.groups) };
    if (json) {
      terminal.print(JSON.stringify({ client, baseUrl, steps, sent }, null, 2));
      return exitCode.ok;
    }
    for (const [index, step] of steps.entries()) showStep(terminal, index + 1, step);
    if (module) showSent(terminal, module, sent);
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

interface SentField {
  /** As the vendor calls it. */
  readonly field: string;
  /** Where it is kept. */
  readonly attributes: readonly string[];
}

/** What arrives from the vendor, by the rules that read. */
function listSent(rules: ResourceRules | undefined): readonly SentField[] {
  return (rules?.rules ?? [])
    .filter(({ flow }) => flow === 'read' || flow === 'both')
    .map(({ remote, scim = [] }) => ({ field: remote, attributes: [scim].flat() }));
}

function showSent(
  { print, colors }: Terminal,
  { title }: ConnectorModule,
  { users, groups }: Readonly<Record<'users' | 'groups', readonly SentField[]>>,
) {
  const all = [...users, ...groups];
  if (all.length === 0) return;
  const width = Math.max(...all.map(({ field }) => field.length));
  print('');
  print(colors.bold(`What ${title} sends, and where it is kept`));
  for (const [name, fields] of Object.entries({ People: users, Groups: groups })) {
    if (fields.length > 0) print(`   ${colors.dim(name)}`);
    for (const { field, attributes } of fields) print(`   ${field.padEnd(width)}  ${attributes.join(', ')}`);
  }
}

/** For a client without a connector. */
const plainGuide = [
  { title: 'Enter base URL and token at the identity provider', text: 'Base URL: {baseUrl}\nBearer token: {token}' },
  { title: 'Provision somebody', text: 'Watch it arrive with "linkspan requests <client> --follow".' },
];
