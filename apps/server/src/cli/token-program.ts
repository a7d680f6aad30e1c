import type { ScimScope } from '@linkspan/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { createTokenCommand, listTokens, revokeTokens, rotateTokens } from './token.js';

/** `linkspan token …`. `parseTime` reads a duration into milliseconds. */
export function createTokenProgram(
  terminal: Terminal,
  done: (code: ExitCode) => void,
  parseTime: (text: string) => number,
): Command {
  const token = new Command('token').description('the bearer tokens of a client');
  const json = () => new Option('--json', 'for programs');
  const name = () => new Option('--name <name>', 'what to call it in listings');
  const parseExpiry = (text: string) => {
    const milliseconds = parseTime(text);
    if (milliseconds > 0) return milliseconds;
    throw new InvalidArgumentError(
      'The token would be of no use to anybody. Write a duration such as 30m, 12h or 90d.',
    );
  };
  const expires = () => new Option('--expires <duration>', 'such as 90d; without it: never').argParser(parseExpiry);
  const scope = (otherwise: string) =>
    new Option('--scope <scope>', `what it allows (default: ${otherwise})`).choices(['read', 'write', 'both']);

  token
    .command('create <client>')
    .description('make a token; it is shown once')
    .addOption(name())
    .addOption(scope('both'))
    .addOption(expires())
    .addOption(json())
    .action(async (client, { scope = 'both', ...options }) => {
      done(await createTokenCommand(terminal, client, { ...options, scopes: scopesOf(scope) }));
    });
  token
    .command('rotate <client>')
    .description('make a new token; those before it end a while later')
    .addOption(
      new Option('--overlap <duration>', 'how long they still work').argParser(parseTime).default(86_400_000, '24h'),
    )
    .addOption(name())
    .addOption(scope('what they allow'))
    .addOption(expires())
    .addOption(json())
    .action(async (client, { scope, ...options }) => {
      done(await rotateTokens(terminal, client, { ...options, ...(scope && { scopes: scopesOf(scope) }) }));
    });
  token
    .command('list <client>')
    .description('all tokens, without their secrets')
    .addOption(json())
    .action(async (client, options) => done(await listTokens(terminal, client, options)));
  token
    .command('revoke <client> [ids...]')
    .description('end tokens now')
    .option('--all', 'every token of this client')
    .addOption(json())
    .action(async (client, ids, options) => done(await revokeTokens(terminal, client, ids, options)));
  return token;
}

function scopesOf(scope: ScimScope | 'both'): readonly ScimScope[] {
  return scope === 'both' ? ['read', 'write'] : [scope];
}
