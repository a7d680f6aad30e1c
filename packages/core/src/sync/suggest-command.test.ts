import { expect, test } from 'vitest';
import { suggestCommand } from './suggest-command.js';

test.each([
  [['test', 'blog'], 'linkspan test blog'],
  [['unlink', 'blog', 'ada@example.org'], 'linkspan unlink blog ada@example.org'],
  [['unlink', 'blog', 'ada lovelace'], "linkspan unlink blog 'ada lovelace'"],
  [['unlink', 'blog', "o'neil; rm -rf $HOME"], String.raw`linkspan unlink blog 'o'\''neil; rm -rf $HOME'`],
  [['unlink', 'blog', '`id`'], "linkspan unlink blog '`id`'"],
  [['unlink', 'blog', ''], "linkspan unlink blog ''"],
])('a command with %j can be copied into a shell', (words, command) => {
  expect(suggestCommand(...words)).toBe(command);
});
