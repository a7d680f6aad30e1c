import { scimBaseUrl } from '../http/server-urls.js';
import type { RunningServer } from '../main.js';
import type { FirstToken } from './offer-first-token.js';
import type { Terminal } from './terminal.js';

/** What a person who started the server wants to know, and what to do next. */
export function showWelcome(
  { url, host }: RunningServer,
  firstToken: FirstToken | undefined,
  terminal: Terminal,
): void {
  const { print, colors, command } = terminal;
  const { configuration, clients, applications } = host;
  print(`Linkspan serves at ${colors.bold(url)}, with ${configuration.file ?? 'its built-in configuration'}.`);
  for (const { name } of clients)
    print(`  SCIM base URL of ${name}: ${colors.bold(scimBaseUrl(host.publicUrl(), name))}`);
  if (firstToken) {
    print('');
    if ('text' in firstToken) print(`  Its first token, shown this once: ${colors.bold(firstToken.text)}`);
    else
      print(`  Its first token is in ${firstToken.file}, which only this user may read. Delete it when it is entered.`);
  }
  const steps = nextSteps(command, configuration.file, clients[0]?.name, applications[0]?.name);
  print('');
  print('Next:');
  for (const [index, step] of steps.entries()) print(`  ${index + 1}. ${step}`);
}

function nextSteps(
  command: string,
  file: string | undefined,
  client = 'jumpcloud',
  application: string | undefined,
): readonly string[] {
  const reach = `Enter base URL and token at the identity provider. Where: ${command} guide ${client}`;
  const watch = `Watch its requests arrive: ${command} requests ${client} --follow`;
  const verify = `verify it: ${command} check`;
  if (file === undefined) {
    return [
      reach,
      watch,
      `Connect an application: copy linkspan.example.yaml to linkspan.yaml, edit it, and ${verify}`,
    ];
  }
  if (application === undefined) {
    return [reach, watch, `Connect an application under \`applications\` in ${file}, and ${verify}`];
  }
  return [
    `Test an application: ${command} test ${application}`,
    `See what a first run would do: ${command} sync ${application} --dry-run`,
    `Watch: ${command} status`,
  ];
}
