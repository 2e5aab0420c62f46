import { boxOfPerson } from './evaluate.js';
import { konbitVocabulary as vocabulary } from './konbit-facts.js';
import type { PartialPerson } from './model.js';
import { mergeBoxes, simplify } from './simplify.js';

const boxes = (...known: readonly PartialPerson[]): Int32Array[] => known.map((each) => boxOfPerson(vocabulary, each));

describe('boxes of one description', () => {
  it('that differ in one fact alone become one', () => {
    expect(mergeBoxes(vocabulary, boxes({ passport: 'valid', age: { to: 17 } }, { passport: 'none', age: { to: 17 } }, { passport: ['none', 'valid'], age: { from: 18, to: 30 } })))
      .toEqual(boxes({ passport: ['none', 'valid'], age: { to: 30 } }));
  });

  it('that leave a hole between them stay apart', () => {
    const apart = boxes({ age: { to: 17 } }, { age: { from: 19 } });
    expect(mergeBoxes(vocabulary, apart)).toEqual(apart);
  });

  it('lose what follows from the rest: the bracket of a household without registration, the months of a child', () => {
    expect(simplify(vocabulary, boxes({ rsh_registered: false, rsh_pct: 0 }))).toEqual(boxes({ rsh_registered: false }));
    expect(simplify(vocabulary, boxes({ age: { to: 1 }, months_in_chile: { to: 23 }, months_in_commune: { to: 23 } }))).toEqual(boxes({ age: { to: 1 } }));
  });

  it('are widened over each other, and one that the others hold is dropped', () => {
    expect(simplify(vocabulary, boxes({ passport: 'valid' }, { passport: ['none', 'expired'], pregnant: true }, { passport: 'valid', age: 30 })))
      .toEqual(boxes({ passport: 'valid' }, { pregnant: true }));
  });

  it('are told as they are when the budget ends', () => {
    expect(simplify(vocabulary, boxes({ rsh_registered: false, rsh_pct: 0 }), 0)).toEqual(boxes({ rsh_registered: false, rsh_pct: 0 }));
  });
});
