/** All but tab and line feed. Written as a text: in a regular expression of its own they could not be seen. */
const control = String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f]`;
/** What picocolors writes: bold, dim and colours, with a few digits. */
const colour = String.raw`\u001b\[\d{1,2}m`;

const controls = new RegExp(control, 'g');
const coloursOrControls = new RegExp(`(${colour})|${control}`, 'g');

/**
 * What others sent, as a terminal may show it: a control character in a User-Agent would move the cursor, or set the window's title.
 * As `\u001b` it can be read, and stays what it was in JSON.
 */
export function showControls(text: string, { keepColours = false } = {}): string {
  return keepColours
    ? text.replace(coloursOrControls, (found, kept: string | undefined) => kept ?? escapeOf(found))
    : text.replace(controls, escapeOf);
}

function escapeOf(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
