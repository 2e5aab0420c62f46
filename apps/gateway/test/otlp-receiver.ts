import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan { service: string; name: string; traceId: string; spanId: string; parentSpanId: string; attributes: Record<string, unknown> }

interface Body { resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: (Omit<ReceivedSpan, 'service' | 'attributes' | 'parentSpanId'> & { parentSpanId?: string; attributes: Attribute[] })[] }[] }[] }
interface Attribute { key: string; value: Record<string, unknown> }

/** A receiver of OTLP/HTTP that keeps what it was sent, decoded and as it came. */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  text = '';

  private constructor(private readonly server: Server) {}

  static async start(): Promise<OtlpReceiver> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      request.on('end', () => {
        if (request.url === '/v1/traces') receiver.keep(body);
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      });
    });
    const receiver = new OtlpReceiver(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private keep(body: string): void {
    this.text += body;
    for (const { resource, scopeSpans } of (JSON.parse(body) as Body).resourceSpans) {
      const service = String(resource.attributes.find(({ key }) => key === 'service.name')?.value['stringValue']);
      for (const { name, traceId, spanId, parentSpanId = '', attributes } of scopeSpans.flatMap(({ spans }) => spans)) {
        this.spans.push({ service, name, traceId, spanId, parentSpanId, attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])) });
      }
    }
  }
}
