import { Command, Option } from 'commander';
import { createKey, listKeys, retireKey, rotateKey } from './key.js';
import { parseTime } from './parse-time.js';
import type { ProgramContext } from './program-context.js';

/** `linkspan key …`. */
export function createKeyProgram({ terminal, done }: ProgramContext): Command {
  const program = new Command('key').description('the keys that sign security events');
  const json = () => new Option('--json', 'for programs');
  program
    .command('list')
    .description('every key, and which one signs')
    .addOption(json())
    .action(async (options) => done(await listKeys(terminal, options)));
  program
    .command('create')
    .description('make the first key; a server that tells of events makes it by itself')
    .addOption(json())
    .action(async (options) => done(await createKey(terminal, options)));
  program
    .command('rotate')
    .description('make a new key: it is published at once, and signs a while later')
    .addOption(new Option('--after <duration>', 'when it begins to sign').argParser(parseTime).default(3_600_000, '1h'))
    .addOption(json())
    .action(async (options) => done(await rotateKey(terminal, options)));
  program
    .command('retire <key>')
    .description('take a key away at once: what it has signed can no longer be verified')
    .addOption(json())
    .action(async (key, options) => done(await retireKey(terminal, key, options)));
  return program;
}
