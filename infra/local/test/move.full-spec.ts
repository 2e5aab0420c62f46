import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeWithOwnKafka, eventually, KafkaBroker } from '@konbit/testing';
import { freePort } from '../dist/free-port.js';
import { konbit, RunningLauncher } from './running-launcher.js';

describeWithOwnKafka('an office that moves to Kafka by two variables', () => {
  let folder: string;
  let broker: KafkaBroker;
  let launcher: RunningLauncher;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-moves-'));
    broker = await KafkaBroker.start();
  }, 120_000);
  afterAll(async () => {
    await launcher.stop();
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const isWell = () => eventually(async () => (await konbit(folder, ['status'])).output.includes('Todo está bien'), 'konbit status finds everything well', { limitMs: 60_000, everyMs: 500 });

  it('finds its history there at the next start, and copies nothing again at the one after', async () => {
    launcher = RunningLauncher.start(folder, await freePort());
    await launcher.ready(120_000);
    await isWell();
    await launcher.stop();
    const kafka = { KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: broker.address };
    launcher = RunningLauncher.start(folder, await freePort(), kafka);
    await launcher.ready(120_000);
    const [, events] = /Copiando a Kafka (\d+) eventos del registro de Postgres…\nEventos copiados a Kafka: \1\./.exec(launcher.output) ?? [];
    expect(Number(events)).toBeGreaterThan(100);
    await isWell();
    expect(await konbit(folder, ['log', 'copy'], kafka)).toMatchObject({ code: 0, output: expect.stringContaining('Los eventos están en Kafka') as unknown });
    await launcher.stop();
    launcher = RunningLauncher.start(folder, await freePort(), kafka);
    await launcher.ready(120_000);
    expect(launcher.output).not.toContain('Copiando');
  }, 400_000);
});
