import { type Metric, metric } from './metric.js';
import { Desk, Product } from '@konbit/testing';
import { addOfferings, addPersons } from './rows.js';

const people = 100_000;
const offerings = 20_000;
const tries = 200;
const typed = ['mar', 'jea', 'pie', 'gonz', 'wil', 'rose jos', 'carlos per', 'celestin', 'quis', 'augus', 'ana torr', 'yol'];
const places = [
  { text: 'centro' }, { text: 'plataforma salud' }, { need: 'work' }, { need: 'health', comuna: '05101' }, { language: 'hat' }, { openNow: true }, { text: 'óficina', language: 'hat' }, {},
];

/** The search box and the directory as the web app asks them, through the gateway, at the size of a region; p95 over 200 tries. */
export async function measureSearch(): Promise<Metric[]> {
  const product = await Product.start();
  const urls = product.run.databaseUrls;
  try {
    await addPersons(urls['CASES_OWNER_DATABASE_URL'] ?? '', 1, people);
    await addOfferings(urls['DIRECTORY_OWNER_DATABASE_URL'] ?? '', offerings);
    const omil = await Desk.signIn(product, 'omil');
    const persons = await p95(typed, (text) => omil.ask('SearchPersons', { text, first: 8 }));
    const directory = await p95(places, (filter) => omil.ask('PlaceList', { filter, first: 25 }));
    return [metric('search_persons_p95_ms', persons, 'ms', 300), metric('search_directory_p95_ms', directory, 'ms', 300)];
  } finally {
    await product.stop();
  }
}

async function p95<T>(questions: readonly T[], ask: (question: T) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < tries; i += 1) {
    const question = questions[i % questions.length];
    const since = performance.now();
    if (question !== undefined) await ask(question);
    times.push(performance.now() - since);
  }
  return times.sort((a, b) => a - b)[Math.floor(tries * 0.95)] ?? 0;
}
