import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as wait } from 'node:timers/promises';
import { StartError } from '../start-error.js';

/** Status of `/healthz` of the gateway at this address, 0 when it does not answer. */
export function healthStatus(publicUrl: string, address: { host: string; port: number }): Promise<number> {
  const url = new URL(publicUrl);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const host = address.host === '0.0.0.0' || address.host === '::' ? '127.0.0.1' : address.host;
  return new Promise((resolve) => {
    // The name on the certificate is the public one; only liveness is asked here, on this machine.
    const call = request({ host, port: address.port, path: '/healthz', headers: { host: url.host }, rejectUnauthorized: false, timeout: 2_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(0));
    call.end();
  });
}

/** Waits until `/healthz` answers 200; throws `StartError` after the limit. */
export async function waitHealthy(publicUrl: string, address: { host: string; port: number }, limitMs = 30_000): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  let status = 0;
  while (Date.now() < giveUpAt) {
    status = await healthStatus(publicUrl, address);
    if (status === 200) return;
    await wait(100);
  }
  throw new StartError(`Konbit inició pero ${publicUrl}/healthz responde ${status === 0 ? 'nada' : String(status)}: revise la carpeta de registros (logs) y vuelva a intentar.`);
}
