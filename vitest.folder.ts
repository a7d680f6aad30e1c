import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What tests put into the folder for temporary files is gone with them, however they end. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'linkspan-tests-'));
  // As /tmp itself: a database runs as a user of its own.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
