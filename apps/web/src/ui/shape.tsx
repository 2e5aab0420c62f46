import type { ReactNode } from 'react';
import type { Tone } from './tone.js';

export type { Tone };
export type ShapeName = Tone | 'to' | 'brand';

const drawings: Readonly<Record<ShapeName, ReactNode>> = {
  wait: <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="2.5" />,
  need: <path d="M8 2.5 14.5 14h-13z" fill="none" stroke="currentColor" strokeWidth="2.4" />,
  no: <path d="m2.500 2.500 11 11m0-11-11 11" stroke="currentColor" strokeWidth="3" />,
  done: <path d="m1.500 8.500 4.500 4.500 8.500-10" fill="none" stroke="currentColor" strokeWidth="3" />,
  end: <path d="M3 3h10v10H3z" fill="currentColor" />,
  ask: <path d="M4 5.200C4 1 12.200 1 12.200 5c0 2.800-4 2.800-4 5.500M8.200 12.600v2.600" fill="none" stroke="currentColor" strokeWidth="2.600" />,
  lock: <><path d="M2.500 7h11v8h-11z" fill="currentColor" /><path d="M5 7V4.500a3 3 0 0 1 6 0V7" fill="none" stroke="currentColor" strokeWidth="2" /></>,
  to: <path d="M1 8h13M9 3l5 5-5 5" fill="none" stroke="currentColor" strokeWidth="2" />,
  brand: <path d="M1 16h7v7H1zM8.500 8.500h7V23h-5v-7h-2zM16 1h7v22h-5V8.500h-2z" fill="currentColor" />,
};

/** A drawn sign: the font file has no such glyphs. With `label` it is an image, without it an ornament. */
export function Shape({ name, label }: { name: ShapeName; label?: string }): ReactNode {
  const box = name === 'brand' ? '0 0 24 24' : '0 0 16 16';
  return label
    ? <svg className={`shape ${name}`} viewBox={box} role="img" aria-label={label}>{drawings[name]}</svg>
    : <svg className={`shape ${name}`} viewBox={box} aria-hidden="true" focusable="false">{drawings[name]}</svg>;
}
