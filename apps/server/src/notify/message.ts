/** What is sent, by every way; as JSON it is the body of the webhook. */
export interface Message {
  /** Of the format. */
  readonly version: 1;
  /** The same one may come twice, where a server died while sending. */
  readonly id: string;
  /** ISO 8601. */
  readonly at: string;
  /** What identity providers reach the server by. */
  readonly server: string;
  /** One line with counts. */
  readonly summary: string;
  /** All of it, for people; chats show this field. */
  readonly text: string;
  readonly alerts: readonly Alert[];
  readonly resolved: readonly Resolution[];
  /** Sent by `linkspan notify test`. */
  readonly test?: true;
}

export interface Alert {
  readonly key: string;
  readonly kind: string;
  readonly why: 'new' | 'worse' | 'lasting';
  readonly since: string;
  readonly application?: string;
  readonly client?: string;
  readonly title: string;
  readonly details: readonly string[];
  readonly remedy: string;
  readonly count: number;
}

export interface Resolution {
  readonly key: string;
  readonly kind: string;
  readonly since: string;
  readonly until: string;
  readonly application?: string;
  readonly client?: string;
  readonly title: string;
}
