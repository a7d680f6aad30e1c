interface Stored {
  readonly id: string;
  readonly meta: { readonly created: Date; readonly lastModified: Date };
}

/** Whatever else was sent is kept beside it. */
export interface StoredUser extends Stored {
  readonly userName: string;
}

export interface StoredGroup extends Stored {
  readonly displayName: string;
  readonly members?: { value: string; type?: string }[];
}

export interface ScimmyState {
  readonly users: Map<string, StoredUser>;
  readonly groups: Map<string, StoredGroup>;
}
