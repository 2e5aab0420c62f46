/** Families of a state: who must move, or how it ended (mock-ups, index page). */
export type Tone = 'wait' | 'need' | 'no' | 'done' | 'end' | 'ask' | 'lock';
