import file from './facts.json' with { type: 'json' };
import { readVocabulary } from './vocabulary.js';

/** Konbit's vocabulary of typed facts about a person: 26 facts, version 1.0.0. */
export const konbitVocabulary = readVocabulary(file);
