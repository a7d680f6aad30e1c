import { AsyncLocalStorage } from 'node:async_hooks';
import { ConnectorError } from '@linkspan/core';
import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { OpenTracer } from './create-tracer.js';
import type { Telemetry } from './telemetry.js';
import { formatTraceparent, parseTraceparent } from './traceparent.js';

interface SpanOptions {
  readonly kind?: SpanKind;
  readonly attributes: Attributes;
  /** Absent: whatever is under way here. */
  readonly parent?: Context;
}

/** A batch of marks may come from as many requests; beyond these their expansion is not shown. */
const mostTraces = 100;

/**
 * The spans: `scim request` › `commit`, and, when its marks are worked on, in the same trace: `expand`, `reconcile` › `call`. The context
 * is kept in a storage of its own: two hosts in one process, as in tests, do not share a global.
 */
export function createTelemetry({ tracer, close }: OpenTracer): Telemetry {
  const active = new AsyncLocalStorage<Context>();
  const here = () => active.getStore() ?? ROOT_CONTEXT;

  async function inSpan<Result>(
    name: string,
    { kind = SpanKind.INTERNAL, attributes, parent = here() }: SpanOptions,
    work: (span: Span) => Promise<Result>,
  ): Promise<Result> {
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    try {
      return await active.run(trace.setSpan(parent, span), () => work(span));
    } catch (error) {
      // Messages of vendors may hold what people are called; the journal has them.
      span.setAttribute('error.type', ConnectorError.is(error) ? error.kind : 'fault');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  }

  return {
    observeRequest: ({ client, method, path, requestId, traceparent }, work) =>
      inSpan(
        'scim request',
        {
          kind: SpanKind.SERVER,
          attributes: {
            'http.request.method': method,
            'url.path': path,
            'linkspan.client': client,
            'linkspan.request_id': requestId,
          },
          ...parentOf(traceparent, ROOT_CONTEXT),
        },
        async (span) => {
          const status = await work();
          span.setAttribute('http.response.status_code', status);
          if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
          return status;
        },
      ),
    traceCommits: (resources) => ({
      ...resources,
      commit: ({ ...commit }) =>
        inSpan('commit', { attributes: { 'linkspan.resource': `${commit.type}/${commit.id}` } }, async (span) => {
          const context = span.spanContext();
          const outcome = await resources.commit({
            ...commit,
            ...(span.isRecording() && { trace: formatTraceparent(context) }),
          });
          span.setAttribute('linkspan.outcome', outcome.kind);
          return outcome;
        }),
    }),
    observer: {
      async expand(marks, work) {
        const traces = [...new Set(marks.flatMap((mark) => mark.origin?.trace ?? []))].slice(0, mostTraces);
        const attributes = { 'linkspan.marks': marks.length };
        const spans = traces.map((one) => tracer.startSpan('expand', { attributes }, fromTrace(one)));
        try {
          return await work();
        } catch (error) {
          for (const span of spans) span.setStatus({ code: SpanStatusCode.ERROR });
          throw error;
        } finally {
          for (const span of spans) span.end();
        }
      },
      reconcile: ({ application, resourceId, type, origin }, way, work) =>
        inSpan(
          'reconcile',
          {
            attributes: {
              'linkspan.application': application,
              'linkspan.resource': `${type}/${resourceId}`,
              'linkspan.way': way,
            },
            ...parentOf(origin?.trace, here()),
          },
          async (span) => {
            const settlement = await work();
            const { action } = settlement.item;
            span.setAttribute('linkspan.action', action);
            if (action === 'error') span.setStatus({ code: SpanStatusCode.ERROR });
            return settlement;
          },
        ),
      call: ({ application, operation }, work) =>
        inSpan(
          'call',
          {
            kind: SpanKind.CLIENT,
            attributes: { 'linkspan.application': application, 'linkspan.operation': operation },
          },
          work,
        ),
    },
    close,
  };

  function parentOf(traceparent: string | undefined, otherwise: Context): { readonly parent: Context } {
    return { parent: fromTrace(traceparent) ?? otherwise };
  }
}

function fromTrace(traceparent: string | undefined): Context | undefined {
  const context = parseTraceparent(traceparent);
  return context && trace.setSpanContext(ROOT_CONTEXT, context);
}
