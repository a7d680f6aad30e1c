import {
  type Check,
  type CheckResult,
  type ConnectorModule,
  replayTranscript,
  runChecks,
  type Transcript,
  type TranscriptResult,
} from '@linkspan/core';
import { scimBaseUrl } from '../http/server-urls.js';
import { addressChecks } from './address-checks.js';
import { createHttpSender } from './create-http-sender.js';
import { createDoctorVisit } from './doctor-visit.js';
import { plainTranscript } from './plain-transcript.js';
import type { VisitStore } from './visit-store.js';
import { wayChecks } from './way-checks.js';

export interface Examination {
  readonly client: string;
  /** What the vendor calls. */
  readonly baseUrl: string;
  readonly checks: readonly CheckResult[];
  /** Empty where the way in is closed, or the vendor cannot call. */
  readonly transcripts: readonly {
    readonly id: string;
    readonly title: string;
    readonly results: readonly TranscriptResult[];
  }[];
}

export interface ExaminationOptions {
  readonly client: string;
  readonly module?: ConnectorModule;
  /** As found: of the configuration, else where the server listens. */
  readonly url: string;
  /** Of the configuration. */
  readonly publicUrl?: string;
  readonly bodyLimit: number;
  readonly visits: VisitStore;
  now(): number;
  onCheck?(result: CheckResult): void;
  onTranscript?(transcript: Transcript): void;
  onResult?(result: TranscriptResult): void;
}

/** Plays the vendor of a client against the public URL. Each transcript has a throw-away directory of its own, which ends with it. */
export async function examineClient(options: ExaminationOptions): Promise<Examination> {
  const { client, module, url, publicUrl, bodyLimit, onCheck, onTranscript, onResult } = options;
  const baseUrl = scimBaseUrl(url, client);
  const { signal } = new AbortController();
  const check = async (checks: readonly Check[]) => [
    ...(await runChecks(checks, { signal, ...(onCheck && { onResult: onCheck }) })),
  ];

  const outside = await check(
    addressChecks({
      client,
      baseUrl,
      ...(publicUrl !== undefined && { publicUrl }),
      ...(module && { module }),
      now: options.now(),
    }),
  );
  if (hasFailed(outside)) return { client, baseUrl, checks: outside, transcripts: [] };
  const way = await visit(options, async (own, token) => {
    const { entrance, rest } = wayChecks({ send: createHttpSender({ baseUrl: own, token }), baseUrl: own, bodyLimit });
    const entered = await check(entrance);
    // Each by itself: what eats one thing may eat another, too.
    for (const one of hasFailed(entered) ? [] : rest) entered.push(...(await check([one])));
    return entered;
  });
  const checks = [...outside, ...way];
  if (way.some(({ id, status }) => id === 'reached' && status === 'failed'))
    return { client, baseUrl, checks, transcripts: [] };

  const transcripts: Examination['transcripts'][number][] = [];
  for (const transcript of module === undefined ? [plainTranscript] : (module.transcripts ?? [plainTranscript])) {
    onTranscript?.(transcript);
    const results = await visit(options, (own, token) =>
      replayTranscript(transcript, createHttpSender({ baseUrl: own, token }), { ...(onResult && { onResult }) }),
    );
    transcripts.push({ id: transcript.id, title: transcript.title, results });
  }
  return { client, baseUrl, checks, transcripts };
}

export function hasFailed(results: readonly { readonly status: string }[]): boolean {
  return results.some(({ status }) => status === 'failed');
}

/** The visit is over when the work is, however it ends; one that was killed ends by itself. */
async function visit<Result>(
  { client, url, visits, now }: ExaminationOptions,
  work: (baseUrl: string, token: string) => Promise<Result>,
): Promise<Result> {
  const { visit: made, token } = createDoctorVisit(client, now());
  await visits.add(made);
  try {
    return await work(scimBaseUrl(url, made.name), token);
  } finally {
    await visits.remove(made.name);
  }
}
