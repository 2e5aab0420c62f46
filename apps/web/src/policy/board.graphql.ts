import { graphql } from '../gql/gql.js';

export const OmilRate = graphql(`
  query OmilRate($from: Day, $to: Day) {
    omilRate(from: $from, to: $to) {
      from to asOf level
      total { attended alsoServed rate low high suppressed }
      months { month rate { attended alsoServed rate low high suppressed } }
    }
  }
`);
