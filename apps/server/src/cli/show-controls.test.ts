import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { showControls } from './show-controls.js';

describe('text from outside', () => {
  it.each([
    ['\u001b]0;owned\u0007', '\\u001b]0;owned\\u0007'],
    ['\u009b2J', '\\u009b2J'],
    ['a\rb', 'a\\u000db'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['Ünïcode 漢', 'Ünïcode 漢'],
  ])('moves no cursor: %j', (text, shown) => {
    expect(showControls(text)).toBe(shown);
    expect(showControls(text, { keepColours: true })).toBe(shown);
  });

  it('brings no colours of its own, and takes none from ours', () => {
    const red = createColors(true).red('401');
    expect(showControls(red)).not.toContain('\u001b');
    expect(showControls(red, { keepColours: true })).toBe(red);
    expect(showControls('\u001b[2J', { keepColours: true })).toBe('\\u001b[2J');
  });

  it('stays what it was in JSON', () => {
    const value = { agent: '\u009b2J\u007f\u001b' };
    expect(JSON.parse(showControls(JSON.stringify(value)))).toEqual(value);
  });
});
