import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogFile } from './log-file.js';
import { ServiceProcess } from './service-process.js';

describe('service process', () => {
  let folder: string;
  let said: string[];
  let service: ServiceProcess;
  let changed: (() => void) | null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-service-'));
    said = [];
    changed = null;
  });
  afterEach(async () => {
    await service.stop(100);
    rmSync(folder, { recursive: true, force: true });
  });

  const aService = (code: string): ServiceProcess => {
    const entry = join(folder, 'main.mjs');
    writeFileSync(entry, code);
    service = new ServiceProcess({
      name: 'cases', entry, env: process.env, execArgv: [], log: new LogFile(join(folder, 'cases.log')), say: (sentence) => said.push(sentence), onChange: () => changed?.(),
    });
    return service;
  };

  const until = (holds: () => boolean): Promise<void> => new Promise((resolve) => {
    changed = () => { if (holds()) resolve(); };
    changed();
  });

  it('is ready when it says so, and is started again when it dies', async () => {
    await aService(`process.send({ type: 'ready' }); setInterval(() => 0, 1000); process.on('disconnect', () => process.exit());`).start();
    const first = service.pid;
    process.kill(first ?? 0, 'SIGKILL');
    await until(() => service.restarts === 1 && service.state === 'ready');
    expect(service.pid).not.toBe(first);
    expect(said[0]).toContain('El servicio cases se detuvo: se inicia de nuevo');
  });

  it('tells the cause of a bad start', async () => {
    await expect(aService(`process.send({ type: 'failed', message: 'CASES_DATABASE_URL is missing' });`).start())
      .rejects.toThrow(/El servicio cases no pudo iniciar \(CASES_DATABASE_URL is missing\): revise .*cases\.log/);
    await expect(aService(`process.exit(7);`).start()).rejects.toThrow('terminó con 7');
  });

  it('is killed when it does not end by itself', async () => {
    await aService(`process.on('SIGTERM', () => 0); process.send({ type: 'ready' }); setInterval(() => 0, 1000);`).start();
    await service.stop(200);
    expect(service.state).toBe('stopped');
  });
});
