import { z } from 'zod';
import { type Env, readConfig } from '../config/config.js';

const settings = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/, error: 'it is an http(s) url' }).optional(),
});

/** Whether an operator has named a receiver of traces; the exporter reads the rest of OpenTelemetry's variables itself. Throws a ConfigError. */
export function hasTraceReceiver(env?: Env): boolean {
  return readConfig(settings, env).OTEL_EXPORTER_OTLP_ENDPOINT !== undefined;
}
