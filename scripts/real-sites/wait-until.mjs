import { setTimeout as pause } from 'node:timers/promises';

/** Asks every 25 ms until the answer is true. `describe` words the complaint when it never is. */
export async function waitUntil(holds, { seconds = 30, describe }) {
  const deadline = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`${describe()} within ${seconds} s`);
    await pause(25);
  }
}
