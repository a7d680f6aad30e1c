import type { Terminal } from './terminal.js';

/** One JSON object whose last member is a list of any length: an item a line, as it comes. */
export async function printJsonList(
  { print }: Pick<Terminal, 'print'>,
  head: Readonly<Record<string, unknown>>,
  name: string,
  items: AsyncIterable<unknown>,
): Promise<void> {
  const members = Object.entries(head).filter(([, value]) => value !== undefined);
  print(
    `{${members.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}, `).join('')}${JSON.stringify(name)}: [`,
  );
  let waiting: string | undefined;
  for await (const item of items) {
    if (waiting !== undefined) print(`${waiting},`);
    waiting = JSON.stringify(item);
  }
  if (waiting !== undefined) print(waiting);
  print(']}');
}
