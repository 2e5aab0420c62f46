import { forgetUnseen, touch, touchAll } from './data.js';
import { aggregateOf, endsAccess, HintGate, topicsOf, type Hint } from './hint-gate.js';
import { refreshSession } from './session.js';

const channelName = 'konbit-hints';
const everything = '*';
/** The timeline copies what referrals say a moment later, and tells nobody: it is asked twice more. */
const timelineAfterMs = [800, 3000];
/** The services learn of an access that ended one after the other: every screen is asked again until all have. */
const forgetAfterMs = [0, 700, 2000, 4000];

const listeners = new Set<(hint: Hint) => void>();

/** Hears each hint as it comes, for a screen that waits for one fact; answers a function that stops. */
export function onHint(listener: (hint: Hint) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Listens to the one stream of hints that all tabs share: the tab that holds the lock opens it and passes each hint on.
 * Answers a function that stops.
 */
export function followHints(): () => void {
  const gate = new HintGate(
    (topics) => void (topics.includes(everything) ? touchAll() : touch(topics)),
    { now: () => performance.now(), later: (ms, work) => void setTimeout(work, ms) },
  );
  const channel = new BroadcastChannel(channelName);
  const stop = new AbortController();
  const take = (hint: Hint): void => {
    for (const listener of listeners) listener(hint);
    gate.take(hint.type === 'refetch' ? [everything] : topicsOf(hint));
    if (endsAccess(hint)) for (const ms of forgetAfterMs) setTimeout(() => void forgetUnseen(), ms);
    if (aggregateOf(hint) === 'referral') for (const ms of timelineAfterMs) setTimeout(() => gate.take(['timeline']), ms);
  };
  channel.onmessage = (event: MessageEvent<Hint>) => take(event.data);
  const lead = (): Promise<void> => readStream(stop.signal, (hint) => {
    channel.postMessage(hint);
    take(hint);
  });
  navigator.locks.request(channelName, { signal: stop.signal }, lead).catch(() => undefined);
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Holds the stream open until stopped; a stream the browser gave up is opened again, and then everything is asked anew. */
function readStream(signal: AbortSignal, take: (hint: Hint) => void): Promise<void> {
  return new Promise((done) => {
    let source: EventSource | null = null;
    let opened = false;
    const open = (): void => {
      if (signal.aborted) return;
      source = new EventSource('/hints');
      source.onopen = () => {
        if (opened) take({ type: 'refetch' });
        opened = true;
      };
      source.onmessage = (event: MessageEvent<string>) => take(readHint(event.data));
      source.addEventListener('refetch', () => take({ type: 'refetch' }));
      source.onerror = () => {
        if (source?.readyState !== EventSource.CLOSED) return;
        void refreshSession();
        setTimeout(open, 5000);
      };
    };
    signal.addEventListener('abort', () => { source?.close(); done(); });
    open();
  });
}

function readHint(data: string): Hint {
  try {
    return JSON.parse(data) as Hint;
  } catch {
    return { type: 'refetch' };
  }
}
