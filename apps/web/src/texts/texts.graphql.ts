import { graphql } from '../gql/gql.js';

export const TextList = graphql(`
  query TextList($language: String!, $state: String, $first: Int, $after: String, $last: Int, $before: String) {
    texts(language: $language, state: $state, first: $first, after: $after, last: $last, before: $before) {
      waiting
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { node { id version key usedIn language source body state authorName reviewerName reviewedAt note requestedAt availableActions } }
    }
  }
`);

export const MoveText = graphql(`
  mutation MoveText($input: MoveTextInput!) { moveText(input: $input) { id version state } }
`);
