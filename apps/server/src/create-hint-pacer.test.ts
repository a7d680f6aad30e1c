import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createHintPacer } from './create-hint-pacer.js';

it('the first hint passes at once, the many that follow as one, and none is lost', async () => {
  let hints = 0;
  const hint = createHintPacer(() => {
    hints += 1;
  });
  for (let time = 0; time < 50; time += 1) hint();
  expect(hints).toBe(1);
  await expect.poll(() => hints).toBe(2);
  await sleep(60);
  expect(hints).toBe(2);
  hint();
  expect(hints).toBe(3);
});
