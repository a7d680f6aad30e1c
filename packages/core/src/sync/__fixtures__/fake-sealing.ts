/** Sealing as far as the core can see: what is sealed tells nothing, is bound to its owner, and can be lost. */
export interface FakeSealing {
  seal(password: string, owner: string): string;
  open(sealed: string, owner: string): string | undefined;
  /** Another key from now on: what was sealed before cannot be opened any more. */
  changeKey(): void;
}

export function createFakeSealing(): FakeSealing {
  let key = 1;
  const sealedTexts = new Map<string, readonly [key: number, owner: string, password: string]>();
  return {
    seal(password, owner) {
      const sealed = `sealed-${sealedTexts.size}`;
      sealedTexts.set(sealed, [key, owner, password]);
      return sealed;
    },
    open(sealed, owner) {
      const [usedKey, sealedFor, password] = sealedTexts.get(sealed) ?? [];
      return usedKey === key && sealedFor === owner ? password : undefined;
    },
    changeKey() {
      key += 1;
    },
  };
}
