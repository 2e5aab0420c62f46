import { useEffect, useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { expectNewPage, focusTitleSoon } from '../ui/focus-title.js';

/** Where the reader was on one page of the history: how far down, and on which link. */
interface Place {
  top: number;
  link: string | null;
}

// In memory only: an address names a person, and nothing about persons stays on the computer.
const places = new Map<string, Place>();
const patienceMs = 4000;

function placeOf(key: string): Place {
  const place = places.get(key) ?? { top: 0, link: null };
  places.set(key, place);
  return place;
}

function linkWith(address: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('main a[href]')].find((link) => link.getAttribute('href') === address);
}

/** Puts the reader back, if what was left is drawn already and the page is long enough again. */
function putBack({ top, link }: Place): boolean {
  const target = link === null ? undefined : linkWith(link);
  const tall = document.documentElement.scrollHeight >= top + window.innerHeight;
  if ((link !== null && !target) || !tall) return false;
  window.scrollTo(0, top);
  target?.focus({ preventScroll: true });
  return true;
}

/** Waits for the rows; gives up when the reader does something else, or after a while. Answers a function that stops. */
function putBackWhenDrawn(place: Place): () => void {
  const stop = (): void => {
    observer.disconnect();
    clearTimeout(timer);
    for (const kind of ['pointerdown', 'keydown', 'wheel']) window.removeEventListener(kind, stop);
  };
  const attempt = (): void => { if (putBack(place)) stop(); };
  const observer = new MutationObserver(attempt);
  const timer = setTimeout(() => {
    stop();
    window.scrollTo(0, place.top);
    expectNewPage();
    focusTitleSoon();
  }, patienceMs);
  observer.observe(document.body, { childList: true, subtree: true });
  for (const kind of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(kind, stop);
  attempt();
  return stop;
}

/**
 * The way through the pages: forward begins at the heading of a new page, back returns to the link that was left and to
 * the same height. A change of filter moves nothing.
 */
export function useReturnPlace(): void {
  const { key, pathname } = useLocation();
  const kind = useNavigationType();
  const now = useRef(key);
  const before = useRef<string | null>(null);
  useLayoutEffect(() => { now.current = key; }, [key]);
  useEffect(noteWhereabouts.bind(null, now), []);
  useEffect(() => {
    const first = before.current === null;
    const samePage = before.current === pathname;
    before.current = pathname;
    if (first) return;
    const place = kind === NavigationType.Pop ? places.get(key) : undefined;
    if (place) return putBackWhenDrawn({ ...place });
    if (samePage) return;
    expectNewPage();
    focusTitleSoon();
  }, [key, pathname, kind]);
}

/** Remembers for the page on screen how far down it is and which of its links was last reached. */
function noteWhereabouts(now: { current: string }): () => void {
  const scrolled = (): void => { placeOf(now.current).top = window.scrollY; };
  const reached = (event: Event): void => {
    const link = event.target instanceof Element ? event.target.closest('main a[href]') : null;
    if (link) placeOf(now.current).link = link.getAttribute('href');
  };
  window.addEventListener('scroll', scrolled, { passive: true });
  for (const event of ['focusin', 'click']) document.addEventListener(event, reached, { capture: true });
  return () => {
    window.removeEventListener('scroll', scrolled);
    for (const event of ['focusin', 'click']) document.removeEventListener(event, reached, { capture: true });
  };
}
