import { createHash, randomBytes } from 'node:crypto';

const pattern = /^lsp_([0-9a-f]{16})_[0-9a-f]{64}$/;

export interface NewToken {
  /** Not secret: names the token in listings and logs. */
  readonly id: string;
  /** What the client sends; shown once, kept nowhere. */
  readonly text: string;
}

/** `lsp_<id>_<secret>`, with 256 bits of randomness; hexadecimal, so that a double click selects it whole. */
export function createTokenText(): NewToken {
  const id = randomBytes(8).toString('hex');
  return { id, text: `lsp_${id}_${randomBytes(32).toString('hex')}` };
}

/** The id within a token of ours; undefined for any other text. */
export function findTokenId(text: string): string | undefined {
  return pattern.exec(text)?.[1];
}

/** SHA-256: a token of 256 random bits needs no slow hash. */
export function hashToken(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
