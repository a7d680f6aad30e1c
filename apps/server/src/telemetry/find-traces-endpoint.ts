/**
 * By the names that every OpenTelemetry SDK reads. `undefined`: nothing is traced.
 * https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp
 * @throws with what to do, where it is no HTTP address.
 */
export function findTracesEndpoint(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const { OTEL_SDK_DISABLED, OTEL_TRACES_EXPORTER } = environment;
  if (OTEL_SDK_DISABLED?.toLowerCase() === 'true' || OTEL_TRACES_EXPORTER === 'none') return undefined;
  const own = environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (own) return requireHttp('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', own);
  const base = environment.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!base) return undefined;
  return `${requireHttp('OTEL_EXPORTER_OTLP_ENDPOINT', base).replace(/\/+$/, '')}/v1/traces`;
}

function requireHttp(name: string, url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new Error(
    `${name} is no http:// or https:// address. Write one such as http://127.0.0.1:4318, or unset it to trace nothing.`,
  );
}
