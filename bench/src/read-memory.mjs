import { readFileSync } from 'node:fs';

/** Mebibytes that a process has in memory now; undefined where the machine does not tell. */
export function readMemory(pid) {
  try {
    const [, kibibytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) / 1024);
  } catch {
    return undefined;
  }
}
