import pc from 'picocolors';
import { expect, it } from 'vitest';
import type { ConfigurationNote } from '../reload/configuration-note.js';
import { showConfigurationNote } from './show-configuration-note.js';

const problem = { path: 'applications.blog.drift', line: 9, message: 'cannot be "x"', remedy: 'Write one of: a, b.' };

it.each<[Partial<ConfigurationNote>, readonly string[]]>([
  [{}, []],
  [
    { state: 'rejected', problems: [problem] },
    [
      '! configuration: rejected, the former one holds (/srv/linkspan.yaml, since 2026-01-01T00:00:00.000Z)',
      '    applications.blog.drift (line 9) cannot be "x". Write one of: a, b.',
    ],
  ],
  [
    { restart: ['server.listen', 'database'] },
    [
      '! configuration: in force, but for server.listen, database: restart needed (/srv/linkspan.yaml, since 2026-01-01T00:00:00.000Z)',
    ],
  ],
])('of %j the status says', (note, lines) => {
  const printed: string[] = [];
  const terminal = { print: (text: string) => void printed.push(text), colors: pc.createColors(false) };
  const at = Date.parse('2026-01-01T00:00:00Z');
  showConfigurationNote(terminal, {
    state: 'in force',
    at,
    file: '/srv/linkspan.yaml',
    problems: [],
    restart: [],
    ...note,
  });
  expect(printed).toEqual(lines);
});
