const save = (): Promise<void> => Promise.resolve();

export function saveSoon(): void {
  save();
}
