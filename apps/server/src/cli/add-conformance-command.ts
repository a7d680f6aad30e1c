import { type Command, Option } from 'commander';
import { conformance } from './conformance.js';
import type { ProgramContext } from './program-context.js';

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Any SCIM server by the RFCs; needs no configuration. */
export function addConformanceCommand(program: Command, { terminal, done }: ProgramContext): void {
  program
    .command('conformance <url>')
    .description('any SCIM server by RFC 7643, 7644 and 9865; makes users and groups there, and deletes them')
    .option('--token <source>', 'bearer token: env:NAME or file:PATH')
    .option('--basic <source>', 'name:password: env:NAME or file:PATH')
    .option('--header <header>', '"Name: value", or "Name: env:NAME"; several times', collect)
    .option('--section <number>', 'only this and what is below, such as 3.5.2; several times', collect)
    .option('--only <text>', 'only what has this in its title')
    .option('--user <file>', 'JSON: attributes that the server demands of every user')
    .option('--read-only', 'write nothing')
    .addOption(new Option('--json', 'for programs'))
    .action(async (url, options) => done(await conformance(terminal, url, options)));
}
