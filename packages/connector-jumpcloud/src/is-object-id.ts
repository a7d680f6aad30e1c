/** What JumpCloud names its objects by. With anything else nothing is asked: the answer to it is not described. */
export function isObjectId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);
}
