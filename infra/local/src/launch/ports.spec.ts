import { createServer } from 'node:net';
import { freePorts } from '../free-port.js';
import { portSentence, requirePort, signInPort } from './ports.js';

describe('ports', () => {
  it('tells who holds a busy port what to do', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(requirePort(port, '127.0.0.1', 'KONBIT_PORT')).rejects.toThrow(new RegExp(`puerto ${port} está ocupado.*KONBIT_PORT=`));
    expect(await signInPort(null, port, '127.0.0.1')).not.toBe(port);
    await new Promise((resolve) => { server.close(resolve); });
    expect(await signInPort(null, port, '127.0.0.1')).toBe(port);
  });

  it('tells apart a forbidden port and an address of another machine', () => {
    expect(portSentence('EACCES', { port: 80, host: '127.0.0.1', variable: 'KONBIT_PORT' })).toContain('desde 1024');
    expect(portSentence('EADDRNOTAVAIL', { port: 3000, host: '10.0.0.9', variable: 'KONBIT_PORT' })).toContain('10.0.0.9 no es de este equipo');
  });

  it('gives different free ports', async () => {
    expect(new Set(await freePorts(4)).size).toBe(4);
  });
});
