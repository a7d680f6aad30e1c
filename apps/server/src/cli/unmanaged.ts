import type { Account } from '@linkspan/core';
import { maskSecret } from '@linkspan/core';
import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { printJsonList } from './print-json-list.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';
import { withInterrupt } from './with-interrupt.js';

const shownFields = 3;

/** `linkspan unmanaged <application>`: accounts that nobody in the directory owns, page by page. */
export async function unmanaged(
  terminal: Terminal,
  host: OperatorHost,
  application: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, application);
  return withInterrupt(terminal, async (signal) => {
    const accounts = host.orchestrator.unmanaged(application, signal);
    if (json) {
      await printJsonList(terminal, { application }, 'accounts', publish(accounts));
      return exitCode.ok;
    }
    let count = 0;
    for await (const account of accounts) {
      count += 1;
      terminal.print(describeAccount(account, terminal.colors));
    }
    const name = quoteArgument(application);
    terminal.print(
      count === 0
        ? `Every account at ${application} belongs to somebody in the directory.`
        : `${count} in all. Nothing is ever done to them. To join one to a person: ${terminal.command} link ${name} <userName> <accountId>`,
    );
    return exitCode.ok;
  });
}

function describeAccount({ id, fields, active, privileged, ...account }: Account, colors: Terminal['colors']): string {
  const told = Object.entries(fields)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '')
    .slice(0, shownFields)
    .map(([name, value]) => `${showLine(name)} ${showLine(String(maskSecret(name, value)))}`);
  const marks = [
    ...(active === false ? ['deactivated'] : []),
    ...(privileged ? ['privileged'] : []),
    ...(account.protected === undefined ? [] : [`protected: ${account.protected}`]),
  ];
  const remark = marks.length === 0 ? [] : [colors.yellow(showLine(marks.join(', ')))];
  return [`  ${colors.bold(showLine(id).padEnd(6))}`, ...told, ...remark].join('  ');
}

async function* publish(accounts: AsyncIterable<Account>) {
  for await (const { memo: _, fields, ...account } of accounts) {
    const shown = Object.entries(fields).map(([name, value]) => [name, maskSecret(name, value)] as const);
    yield { ...account, fields: Object.fromEntries(shown) };
  }
}
