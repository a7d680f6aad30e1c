import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export interface ResolveOptions {
  readonly json?: boolean;
  /** Whose value counts from now on. */
  readonly take: 'directory' | 'application';
}

/** `linkspan resolve <application> <userName> --take directory|application [attribute…]`: decides what both sides changed. */
export async function resolve(
  { print, complain, command }: Terminal,
  host: OperatorHost,
  application: string,
  userName: string,
  attributes: readonly string[],
  { json = false, take }: ResolveOptions,
): Promise<ExitCode> {
  requireApplication(host, application);
  const resolved = await host.orchestrator.resolve(application, {
    userName,
    take,
    ...(attributes.length > 0 && { attributes }),
  });
  if (json) print(JSON.stringify({ application, userName, take, resolved }));
  else if (resolved === 0) {
    const what = attributes.length === 0 ? 'nothing' : showLine(attributes.join(', '));
    complain(
      `linkspan: ${what} of ${showLine(userName)} waits for no such decision. See "${command} inbox ${quoteArgument(application)}".`,
    );
  } else
    print(
      `Decided for the ${take}: ${resolved} ${resolved === 1 ? 'attribute' : 'attributes'}. It is done with the next look at the account, which is due now.`,
    );
  return resolved === 0 ? exitCode.failed : exitCode.ok;
}
