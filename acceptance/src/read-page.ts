import { readFile } from 'node:fs/promises';

export interface PageBlock {
  readonly language: string;
  /** Empty: it is to be typed into a shell. */
  readonly file: string;
  readonly text: string;
}

/** The blocks of a page, in their order: a file is named behind the language. */
export async function readPage(file: URL): Promise<readonly PageBlock[]> {
  const page = await readFile(file, 'utf8');
  return [...page.matchAll(/^```(\w*) ?(\S*)\n(.*?)^```$/gms)].map(([, language = '', name = '', text = '']) => ({
    language,
    file: name,
    text,
  }));
}

/** What somebody does who follows the page to the letter, from one folder, ending with the first thing that fails. */
export function toScript(blocks: readonly PageBlock[]): string {
  const steps = blocks.map(({ file, text }) =>
    file === '' ? text : `mkdir -p "$(dirname ${file})"\ncat > ${file} <<'END-OF-FILE'\n${text}END-OF-FILE\n`,
  );
  return `set -euo pipefail\n${steps.join('')}`;
}
