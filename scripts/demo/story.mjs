import { styleText } from 'node:util';

const coloured = process.stdout.isTTY && process.env.NO_COLOR === undefined;
const paint = (colour) => (text) => (coloured ? styleText(colour, String(text)) : String(text));
const [bold, cyan, dim, green, magenta, red, yellow] = ['bold', 'cyan', 'dim', 'green', 'magenta', 'red', 'yellow'].map(
  paint,
);
let chapters = 0;
let failed = false;

function say(text) {
  process.stdout.write(`${text}\n`);
}

/** How the demo tells what happens: the colour tells who speaks. */
export const story = {
  chapter(title) {
    chapters += 1;
    say(bold(`\n${chapters}. ${title}`));
  },
  note: (text) => say(dim(`   ${text}`)),
  jumpcloud({ method, path, status }) {
    const colour = status < 300 ? green : red;
    say(`   ${cyan('JumpCloud')}  ${method.padEnd(6)} ${path} ${dim('→')} ${colour(status)}`);
  },
  linkspan: (text) => say(`   ${magenta('Linkspan')}   ${text}`),
  wordpress: (text) => say(`   ${yellow('WordPress')}  ${text}`),
  /** What must be so; the demo fails where it is not. */
  expect(text, holds) {
    say(`   ${yellow('WordPress')}  ${holds ? green(`✓ ${text}`) : red(`✗ not so: ${text}`)}`);
    failed ||= !holds;
  },
  end() {
    say(failed ? red('\nNot everything is as it should be: see the crosses above.') : green('\nBoth sides agree.'));
    process.exitCode = failed ? 1 : 0;
  },
};
