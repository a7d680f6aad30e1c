/** What becomes of the passwords that clients send into a directory. */
export interface PasswordTaking {
  /** Those that take passwords; at least one. */
  readonly applications: readonly string[];
  /** Encrypts it, so that only the host can open it, and only for this resource (`passwordOwner`). */
  seal(password: string, owner: string): string;
}

/** Whose a sealed password is: it is bound to the resource, so that nobody can lay it under another one. */
export function passwordOwner(resource: {
  readonly directory: string;
  readonly type: string;
  readonly id: string;
}): string {
  return JSON.stringify([resource.directory, resource.type, resource.id]);
}
