export interface Gate<T> {
  /** Resolves when the gate is opened. */
  passed: Promise<T>;
  open: (value: T) => void;
}

/** A promise that the test opens: makes a schedule deterministic without sleeping. */
export function gate<T = void>(): Gate<T> {
  let open: (value: T) => void = () => undefined;
  const passed = new Promise<T>((resolve) => { open = resolve; });
  return { passed, open };
}
