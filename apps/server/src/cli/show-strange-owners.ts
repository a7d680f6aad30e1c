import { describeOwned } from './describe-owned.js';
import type { StrangeOwner } from './find-strange-owners.js';
import { quoteArgument } from './quote-argument.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export function showStrangeOwners(
  { print, colors, command }: Pick<Terminal, 'print' | 'colors' | 'command'>,
  strangers: readonly StrangeOwner[],
): void {
  for (const { directory, owner, resources } of strangers) {
    const owned = describeOwned(Object.entries(resources).map(([type, count]) => ({ type, count })));
    print(
      colors.yellow(
        `${showLine(owner)} owns ${owned} in the directory "${directory}", and does not write there by the configuration: no client can change them.`,
      ),
    );
    print(`  ${command} own --all --from ${quoteArgument(owner)} <client>`);
  }
}
