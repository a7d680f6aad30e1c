import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mariadbServer } from './mariadb.mjs';
import { debianWordPress } from './wordpress-tree.mjs';

/** Debian's packages that a real WordPress needs here and that are not installed. Empty: `startWordPress(flavour)` can run. */
export function missingForWordPress(flavour) {
  const modules = phpModules();
  const needs =
    flavour === 'sqlite'
      ? [
          ['php-cli', modules !== undefined],
          ['php-sqlite3', modules?.has('pdo_sqlite')],
          ['unzip', runs('unzip', '-v')],
        ]
      : [
          ['php-cli', modules !== undefined],
          ['php-mysql', modules?.has('mysqli')],
          ['mariadb-server', existsSync(mariadbServer)],
          ['wordpress', existsSync(debianWordPress)],
        ];
  return needs.filter(([, present]) => !present).map(([name]) => name);
}

function phpModules() {
  try {
    return new Set(execFileSync('php', ['-m'], { encoding: 'utf8' }).toLowerCase().split('\n'));
  } catch {
    return undefined;
  }
}

function runs(command, argument) {
  try {
    execFileSync(command, [argument], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
