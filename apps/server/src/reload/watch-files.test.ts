import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { watchFiles } from './watch-files.js';

function start(file: string, interval: number, quiet = 60) {
  let changes = 0;
  onTestFinished(
    watchFiles({
      files: () => [file],
      onChange: () => {
        changes += 1;
      },
      interval,
      quiet,
    }),
  );
  return { changes: () => changes };
}

const rest = (milliseconds = 250) => new Promise((resolve) => setTimeout(resolve, milliseconds));

it.each<[string, (file: string) => void]>([
  ['written', (file) => writeFileSync(file, 'another')],
  [
    'replaced by another',
    (file) => {
      writeFileSync(`${file}.new`, 'a');
      renameSync(`${file}.new`, file);
    },
  ],
  ['deleted', (file) => rmSync(file)],
])('a file that is %s is told of once, with and without the system’s help', async (_case, act) => {
  for (const interval of [30, 60_000]) {
    const file = join(newFolder(), 'linkspan.yaml');
    writeFileSync(file, 'a');
    const { changes } = start(file, interval);
    await rest(30);
    act(file);
    await expect.poll(changes, { timeout: 5_000 }).toBe(1);
    await rest();
    expect(changes()).toBe(1);
  }
});

it('a file that is replaced again and again is told of each time at once', async () => {
  const file = join(newFolder(), 'linkspan.yaml');
  writeFileSync(file, 'a');
  const { changes } = start(file, 60_000);
  for (const time of [1, 2, 3]) {
    writeFileSync(`${file}.new`, 'a'.repeat(time));
    renameSync(`${file}.new`, file);
    await expect.poll(changes, { timeout: 5_000 }).toBe(time);
  }
});

it('a file that comes is told of', async () => {
  const file = join(newFolder(), 'linkspan.yaml');
  const { changes } = start(file, 30);
  writeFileSync(file, 'a');
  await expect.poll(changes, { timeout: 5_000 }).toBe(1);
});

it('a link in its way that leads elsewhere is found, as of mounted secrets', async () => {
  const folder = newFolder();
  for (const name of ['one', 'two']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'linkspan.yaml'), name);
  }
  symlinkSync('one', join(folder, 'data'));
  const { changes } = start(join(folder, 'data', 'linkspan.yaml'), 30);
  symlinkSync('two', join(folder, 'next'));
  renameSync(join(folder, 'next'), join(folder, 'data'));
  await expect.poll(changes, { timeout: 5_000 }).toBe(1);
});

it('a file that is being written is left alone until it rests', async () => {
  const file = join(newFolder(), 'linkspan.yaml');
  writeFileSync(file, 'a');
  const { changes } = start(file, 20, 500);
  for (let size = 2; size < 8; size += 1) {
    writeFileSync(file, 'a'.repeat(size));
    await rest(25);
    expect(changes()).toBe(0);
  }
  await expect.poll(changes, { timeout: 5_000 }).toBe(1);
});

it('what else is written in its folder is nobody’s concern, as a database is with each request', async () => {
  const file = join(newFolder(), 'linkspan.yaml');
  writeFileSync(file, 'a');
  let looks = 0;
  const files = () => {
    looks += 1;
    return [file];
  };
  onTestFinished(watchFiles({ files, onChange: () => undefined, interval: 60_000, quiet: 60 }));
  looks = 0;
  for (let time = 0; time < 20; time += 1) writeFileSync(`${file}.sqlite`, 'b'.repeat(time));
  await rest();
  expect(looks).toBe(0);
});

it('a file that is watched only now is told of: it may be another since somebody read it', async () => {
  const folder = newFolder();
  const [first, second] = [join(folder, 'linkspan.yaml'), join(folder, 'token')];
  for (const file of [first, second]) writeFileSync(file, 'a');
  let files = [first];
  let changes = 0;
  const watching = {
    files: () => files,
    onChange: () => {
      changes += 1;
    },
  };
  onTestFinished(watchFiles({ ...watching, interval: 30, quiet: 60 }));
  await rest(100);
  expect(changes).toBe(0);
  files = [first, second];
  await expect.poll(() => changes, { timeout: 5_000 }).toBe(1);
  await rest();
  expect(changes).toBe(1);
});
