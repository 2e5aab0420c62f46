import type { MessageDescriptor } from '@lingui/core';
import { useEffect, useRef } from 'react';
import { KeySequence } from './shortcut-keys.js';

export interface Shortcut {
  /** `/`, `n`, `g b`: one key or two in a row. */
  keys: string;
  label: MessageDescriptor;
  run: () => void;
}

const offKey = 'konbit.shortcuts';
const active = new Set<{ current: Shortcut }>();
const sequence = new KeySequence();

/** Whether this person uses the shortcuts on this computer. */
export const shortcutsOn = (): boolean => localStorage.getItem(offKey) !== 'off';
export function switchShortcuts(on: boolean): void {
  localStorage.setItem(offKey, on ? 'on' : 'off');
}

/** The shortcuts of what is on screen now, for the help. */
export const listShortcuts = (): Shortcut[] => [...active].map((entry) => entry.current);

/** Offers a shortcut while the component is on screen. */
export function useShortcut(keys: string, label: MessageDescriptor, run: () => void): void {
  const entry = useRef<Shortcut>({ keys, label, run });
  entry.current = { keys, label, run };
  useEffect(() => {
    active.add(entry);
    return () => void active.delete(entry);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type="radio"], [type="checkbox"], [type="button"])'));
}

function onKey(event: KeyboardEvent): void {
  const typing = isTyping(event.target) || document.querySelector('dialog[open]') !== null;
  const names = sequence.press({ key: event.key, ctrl: event.ctrlKey || event.metaKey, alt: event.altKey, typing, at: event.timeStamp });
  for (const name of names) {
    const found = [...active].reverse().find((entry) => entry.current.keys === name);
    if (!found || (!shortcutsOn() && name !== '?')) continue;
    event.preventDefault();
    sequence.used();
    found.current.run();
    return;
  }
}

/** Listens to the keyboard; answers a function that stops. */
export function followKeys(): () => void {
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

/** Moves the focus along the rows of the list on screen: 1 down, -1 up. */
export function moveAlongRows(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main tbody th[scope="row"] a, main [data-row]')];
  const at = rows.findIndex((row) => row === document.activeElement || partOf(row)?.contains(document.activeElement));
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  rows[next]?.focus();
}

/** What belongs to a row: from a button there one goes on to the next. */
const partOf = (row: HTMLElement): Element | null => row.closest(row.matches('h2') ? 'section' : 'tr');
