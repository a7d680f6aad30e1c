import { setImmediate as turn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createBatch } from './create-batch.js';

function createAsked() {
  const asked: (readonly string[])[] = [];
  const answers: { resolve(found: ReadonlyMap<string, string>): void; reject(error: unknown): void }[] = [];
  const find = createBatch<string>((keys) => {
    asked.push(keys);
    return new Promise((resolve, reject) => answers.push({ resolve, reject }));
  }, 3);
  const answer = (place: number) =>
    answers[place]?.resolve(new Map((asked[place] ?? []).map((key) => [key, `${key}!`])));
  return { find, asked, answers, answer };
}

it('what is asked for while an answer is under way is asked for together, and never answered by an earlier question', async () => {
  const { find, asked, answer } = createAsked();
  const first = find('a');
  const later = ['a', 'b', 'b', 'c', 'd'].map(find);
  expect(asked).toEqual([['a']]);
  answer(0);
  expect(await first).toBe('a!');
  await turn();
  expect(asked).toEqual([['a'], ['a', 'b', 'c']]);
  answer(1);
  await turn();
  answer(2);
  expect(await Promise.all(later)).toEqual(['a!', 'b!', 'b!', 'c!', 'd!']);
  expect(asked.at(-1)).toEqual(['d']);
});

it('a failure is told to those who asked with it, and the next question is put all the same', async () => {
  const { find, answers, answer } = createAsked();
  const failed = find('a');
  const next = find('b');
  answers[0]?.reject(new Error('the disk is gone'));
  await expect(failed).rejects.toThrow('the disk is gone');
  await turn();
  answer(1);
  expect(await next).toBe('b!');
});
