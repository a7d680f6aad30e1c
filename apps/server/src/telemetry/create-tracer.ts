import type { Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { Logger } from 'pino';

export interface OpenTracer {
  readonly tracer: Tracer;
  close(): Promise<void>;
}

/** Milliseconds. A collector that does not answer must not hold up the end. */
const longestClose = 2_000;
const warningInterval = 300_000;

/**
 * Spans go to the collector in batches, off the way of the work; what it does not take is lost, with a warning now and then. Headers and
 * the like come from the `OTEL_…` variables of the process, as for every SDK. Nothing global is registered.
 */
export function createTracer(
  endpoint: string,
  environment: Readonly<Record<string, string | undefined>>,
  log: Logger,
): OpenTracer {
  const exporter = warnOfFailures(new OTLPTraceExporter({ url: endpoint }), log);
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': environment.OTEL_SERVICE_NAME || 'linkspan' }),
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1_000 })],
  });
  return {
    tracer: provider.getTracer('linkspan'),
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, longestClose).unref());
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

function warnOfFailures(exporter: SpanExporter, log: Logger): SpanExporter {
  let warned = Number.NEGATIVE_INFINITY;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        if (result.code !== 0 && performance.now() - warned > warningInterval) {
          warned = performance.now();
          log.warn({ err: result.error, spans: spans.length }, 'traces were not taken by the collector');
        }
        done(result);
      });
    },
    shutdown: () => exporter.shutdown(),
    ...(exporter.forceFlush && { forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve() }),
  };
}
