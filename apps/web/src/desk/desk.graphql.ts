import { graphql } from '../gql/gql.js';

export const SearchPersons = graphql(`
  query SearchPersons($text: String!, $first: Int!) {
    searchPersons(text: $text, first: $first) {
      more
      hits { personId masked displayName birthYear nationality language folio lastVisitOn reasons }
    }
  }
`);

export const Queue = graphql(`
  query Queue($first: Int!) {
    queue(first: $first) {
      waiting closedToday longestWaitMinutes
      pageInfo { hasNextPage }
      edges { node { id version state queueNumber arrivedAt language interpreter needCodes unclosedFromEarlierDay person { id identity { displayName } } } }
    }
  }
`);

export const DeskBoxes = graphql(`
  query DeskBoxes {
    referralCounts { boxes { box count } }
    answers: referrals(box: "answers", first: 5) {
      edges { node { id folio state turn mine dueAt overdue reasonCode outcomeCode requirement { type words } appointment { startsAt } ownerBranch { name } service { name names { language text } } person { id identity { displayName } } } }
    }
    asked: referrals(box: "info_asked", first: 5) {
      edges { node { id folio state turn mine dueAt overdue ownerBranch { name } service { name names { language text } } person { id identity { displayName } } } }
    }
  }
`);

export const MoveAttendance = graphql(`
  mutation MoveAttendance($input: AttendanceMoveInput!) { moveAttendance(input: $input) { id version state queueNumber } }
`);
