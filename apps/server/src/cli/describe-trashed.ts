import type { TrashedResource } from '@linkspan/core';
import { nameOf } from './name-of.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** One line of the trash. */
export function describeTrashed({ record, deletedAt, deletedBy }: TrashedResource, colors: Terminal['colors']): string {
  const { type, id } = record;
  return `  ${colors.dim(deletedAt)}  ${type.padEnd(5)}  ${colors.bold(showLine(nameOf(record)))}  ${id}  deleted by ${showLine(deletedBy)}`;
}
