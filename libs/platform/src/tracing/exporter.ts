import { traceWith } from './span.js';
import { hasTraceReceiver } from './tracing-config.js';

const sendEveryMs = 1000;
const lastSendWithinMs = 1000;

/**
 * Sends this process's spans by OTLP/HTTP when `OTEL_EXPORTER_OTLP_ENDPOINT` names a receiver; else loads nothing.
 * Gives what sends the rest at the end of the process.
 */
export async function startTracing(service: string): Promise<() => Promise<void>> {
  if (!hasTraceReceiver()) return () => Promise.resolve();
  const [{ BatchSpanProcessor, TracerProvider }, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/sdk-trace'), import('@opentelemetry/exporter-trace-otlp-http'), import('@opentelemetry/resources'),
  ]);
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `konbit-${service}` }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis: sendEveryMs })],
  });
  traceWith(provider.getTracer('konbit'));
  return async () => {
    traceWith(null);
    const late = new Promise<void>((resolve) => { setTimeout(resolve, lastSendWithinMs).unref(); });
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
  };
}
