/** One value of a figure, with its labels: codes and names of our own, never an id or a word of a person. */
export interface FigureValue { labels?: Readonly<Record<string, string>>; value: number }

/** A figure that is read when somebody asks for it. */
export interface Figure {
  name: string;
  help: string;
  kind: 'gauge' | 'counter';
  labels?: readonly string[];
  read: () => readonly FigureValue[] | Promise<readonly FigureValue[]>;
}
