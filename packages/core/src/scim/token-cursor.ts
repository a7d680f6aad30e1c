import { type FilterLimits, filterLimits } from './filter-limits.js';
import { ScimError, type ScimType } from './scim-error.js';

export interface Token {
  readonly kind: 'word' | 'string' | '(' | ')' | '[' | ']' | 'end';
  /** As written, quotes included. */
  readonly text: string;
  /** Characters before it. */
  readonly position: number;
}

const maximumDepth = 20;

const tokenPattern = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+)|$)/suy;

/** Walks over a filter or path, keeps its limits, and words what is wrong with it. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  readonly #scimType: ScimType;
  readonly #limits: FilterLimits;
  #index = 0;
  #nodes = 0;
  #depth = 0;

  /** `scimType` is what a mistake in this text is called: `invalidFilter`, `invalidPath`. */
  constructor(text: string, scimType: ScimType, limits: FilterLimits = filterLimits) {
    this.#scimType = scimType;
    this.#limits = limits;
    if (text.length > limits.length) throw this.refuse(`it is longer than ${limits.length} characters. Ask in parts`);
    this.#tokens = this.#split(text);
  }

  get token(): Token {
    const token = this.#tokens[this.#index];
    if (token === undefined) throw new RangeError('The cursor moved past the end.');
    return token;
  }

  /** The present token; moves on, except from the end. */
  take(): Token {
    const { token } = this;
    if (token.kind !== 'end') this.#index += 1;
    return token;
  }

  takeIf(kind: Token['kind'], keyword?: string): boolean {
    const { token } = this;
    if (token.kind !== kind || (keyword !== undefined && token.text.toLowerCase() !== keyword)) return false;
    this.take();
    return true;
  }

  expect(kind: Token['kind'], expected: string): Token {
    if (this.token.kind !== kind) throw this.expected(expected);
    return this.take();
  }

  /** Reads what stands between a bracket just taken and its partner. */
  within<Result>(close: ')' | ']', read: () => Result): Result {
    this.#depth += 1;
    if (this.#depth > maximumDepth) throw this.refuse(`it is nested more than ${maximumDepth} deep`);
    const result = read();
    this.#depth -= 1;
    this.expect(close, `"and", "or" or "${close}"`);
    return result;
  }

  countNode(): void {
    this.#nodes += 1;
    if (this.#nodes > this.#limits.terms)
      throw this.refuse(`it has more than ${this.#limits.terms} terms. Ask in parts`);
  }

  /** The error that says where the text stopped making sense, and what would have. */
  expected(expected: string, token: Token = this.token): ScimError {
    const found = token.kind === 'end' ? 'it ends' : `found ${token.text.slice(0, 40)}`;
    return this.refuse(`expected ${expected} at character ${token.position + 1}, but ${found}`);
  }

  #split(text: string): readonly Token[] {
    const tokens: Token[] = [];
    tokenPattern.lastIndex = 0;
    for (;;) {
      const start = tokenPattern.lastIndex;
      const match = tokenPattern.exec(text);
      if (match === null) {
        const position = start + text.slice(start).search(/\S/);
        throw this.expected('a closing "', { kind: 'end', text: '', position });
      }
      const [, bracket, string, word] = match;
      const found = bracket ?? string ?? word ?? '';
      const kind = (bracket as '(' | ')' | '[' | ']' | undefined) ?? (string ? 'string' : word ? 'word' : 'end');
      tokens.push({ kind, text: found, position: tokenPattern.lastIndex - found.length });
      if (kind === 'end') return tokens;
    }
  }

  /** The error that says what is wrong with the text. */
  refuse(reason: string): ScimError {
    const what = this.#scimType === 'invalidPath' ? 'path' : 'filter';
    return new ScimError(400, `The ${what} cannot be read: ${reason}.`, { scimType: this.#scimType });
  }
}
