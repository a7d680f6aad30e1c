import type { z } from 'zod';
import { closestName } from './closest-name.js';

const expectations: Readonly<Record<string, string>> = {
  string: 'Write a text; put it in quotes if it looks like a number.',
  number: 'Write a number.',
  int: 'Write a whole number.',
  boolean: 'Write true or false.',
  array: 'Write a list.',
  object: 'Write keys and values below it.',
  record: 'Write keys and values below it.',
};

/** What to write instead, for issues whose schema does not say it itself. */
export function issueRemedy(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return expectations[issue.expected];
    case 'invalid_value':
      return chooseOf(issue.values.map(String), issue.input);
    case 'too_small':
      return `Write ${issue.origin === 'string' ? 'something' : `at least ${issue.minimum}`}.`;
    case 'too_big':
      return `Write at most ${issue.maximum}.`;
    default:
      return undefined;
  }
}

function chooseOf(values: readonly string[], input: unknown): string {
  const near = typeof input === 'string' ? closestName(input, values) : undefined;
  return near === undefined ? `Write one of: ${values.join(', ')}.` : `Did you mean ${near}?`;
}
