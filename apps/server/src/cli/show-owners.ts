import { describeOwner } from '@linkspan/core';
import type { Owner } from './find-owners.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export function showOwners(
  { print, colors }: Pick<Terminal, 'print' | 'colors'>,
  person: string,
  owners: readonly Owner[],
): void {
  for (const { directory, owner } of owners)
    print(
      `${colors.bold(showLine(person))} in the directory ${showLine(directory)} belongs to ${showLine(describeOwner(owner))}`,
    );
}
