/** The server did something else than it should. */
export class Shortfall extends Error {
  override readonly name = 'Shortfall';
  readonly expected: string;
  readonly got: string;

  constructor(expected: string, got: string) {
    super(`expected ${expected}, got ${got}`);
    this.expected = expected;
    this.got = got;
  }
}
