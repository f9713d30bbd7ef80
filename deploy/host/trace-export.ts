import { diag, DiagLogLevel, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { SpanStart, Tracing } from '@icms/backbone/tracing'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

type Settings = {
  /** Base URL of the collector. */
  readonly url: string
  readonly processName: string
  readonly build: string
  /** What could not be delivered is dropped, and said. */
  readonly warn: (message: string) => void
}

const kinds: Readonly<Record<SpanStart['kind'], SpanKind>> = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  client: SpanKind.CLIENT,
}

/** Measures spans and sends them, in batches, to a collector by OTLP. Loaded only where one is set. */
export function exportTraces({ url, processName, build, warn }: Settings): Tracing & { stop(): Promise<void> } {
  const say = () => {}
  diag.setLogger({ error: warn, warn: say, info: say, debug: say, verbose: say }, DiagLogLevel.ERROR)
  const provider = new TracerProvider({
    resource: resourceFromAttributes({
      'service.name': 'icms-gateway',
      'service.version': build,
      'service.instance.id': processName,
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${url}/v1/traces` }) })],
  })
  const tracer = provider.getTracer('icms')

  return {
    start({ name, kind, parent, attributes }) {
      const context = parent ? trace.setSpanContext(ROOT_CONTEXT, contextOf(parent)) : ROOT_CONTEXT
      const span = tracer.startSpan(name, { kind: kinds[kind], attributes: { ...attributes } }, context)
      return {
        trace: headerOf(span),
        end(failure) {
          if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: failure })
          span.end()
        },
      }
    },
    stop: () =>
      provider.shutdown().catch((error: Error) => warn(`the last spans were not delivered: ${error.message}`)),
  }
}

function contextOf(traceparent: string) {
  const [, traceId, spanId, flags] = traceparent.split('-')
  return { traceId: traceId!, spanId: spanId!, traceFlags: Number.parseInt(flags!, 16), isRemote: true }
}

function headerOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
}
