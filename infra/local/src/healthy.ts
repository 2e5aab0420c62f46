import { connect } from 'node:net';
import { healthStatus } from './launch/health.js';

// Runs every few seconds beside each process, so it loads nothing but Node: the packages of a service cost most of a second of CPU.
const limitMs = 4_000;

/** Whether a process answers: `tcp://host:port` is a service, all of whose parts must work; `http(s)://host:port` the gateway, which must listen. */
async function isHealthy(address: URL): Promise<boolean> {
  const where = { host: address.hostname, port: Number(address.port) };
  return address.protocol === 'tcp:' ? reportsWell(where) : await healthStatus(address.href, where) !== 0;
}

/** Asks the call `health` as the gateway does: a frame is the length of its JSON, a hash, the JSON. */
function reportsWell({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const request = JSON.stringify({ pattern: 'health', data: {}, id: '1' });
    const socket = connect(port, host, () => socket.write(`${request.length}#${request}`));
    let answer = '';
    socket.setTimeout(limitMs, () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString();
      if (isWhole(answer)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(isWhole(answer) && saysOk(answer)));
  });
}

const isWhole = (frame: string): boolean => frame.includes('#') && frame.length >= frame.indexOf('#') + 1 + Number(frame.slice(0, frame.indexOf('#')));
const saysOk = (frame: string): boolean => (JSON.parse(frame.slice(frame.indexOf('#') + 1)) as { response?: { ok?: boolean } }).response?.ok ?? false;

process.exitCode = await isHealthy(new URL(process.argv[2] ?? '')) ? 0 : 1;
