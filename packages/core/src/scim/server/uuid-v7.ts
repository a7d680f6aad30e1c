/**
 * Makes UUIDs of version 7 (RFC 9562 §5.7) that grow within the process, since lists without `sortBy` are in the order of ids: those of
 * one millisecond count up in `rand_a`, and a clock set back does not set the ids back.
 */
export function createUuidV7(now: () => number = Date.now): () => string {
  let milliseconds = 0;
  let counter = 0;
  const random = createRandomBytes();
  return () => {
    const [first = 0, second = 0, ...rest] = random(10);
    const time = now();
    if (time > milliseconds) {
      milliseconds = time;
      // Half of the range, so that at least 2048 more fit into this millisecond.
      counter = ((first & 0x07) << 8) | second;
    } else if (++counter > 0xfff) {
      milliseconds += 1;
      counter = ((first & 0x07) << 8) | second;
    }
    const [variant = 0, ...node] = rest;
    const clock = milliseconds.toString(16).padStart(12, '0');
    return [
      clock.slice(0, 8),
      clock.slice(8),
      (0x7000 | counter).toString(16),
      hex([0x80 | (variant & 0x3f), node[0] ?? 0]),
      hex(node.slice(1)),
    ].join('-');
  };
}

/** Asked for a thousand at a time: the question costs more than the bytes. */
function createRandomBytes(): (count: number) => Uint8Array {
  const pool = new Uint8Array(1000);
  let used = pool.length;
  return (count) => {
    if (used + count > pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += count;
    return pool.subarray(used - count, used);
  };
}

function hex(bytes: readonly number[]): string {
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
