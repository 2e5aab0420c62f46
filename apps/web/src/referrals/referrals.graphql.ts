import { graphql } from '../gql/gql.js';

export const ReferralList = graphql(`
  query ReferralList($box: String!, $filter: ReferralFilter, $first: Int, $after: String, $last: Int, $before: String) {
    referrals(box: $box, filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges {
        node {
          id folio version state turn mine needCode priority poolComuna authoredAt sentAt openedAt endedAt dueAt overdue branchClosed acknowledgedAt reasonCode outcomeCode language
          person { id identity { displayName language interpreter } }
          service { name names { language text } }
          originBranch { name }
          ownerBranch { name }
          requirement { type documentType words }
          appointment { startsAt end }
        }
      }
    }
  }
`);

export const ReferralCounts = graphql(`
  query ReferralCounts { referralCounts { overdue branchClosed boxes { box count } } }
`);

export const ServiceNames = graphql(`
  query ServiceNames { services { id name names { language text } hasRealBranch } }
`);

export const ComunaNames = graphql(`
  query ComunaNames { comunas { code name } }
`);

export const OneReferral = graphql(`
  query OneReferral($id: UUID!, $whole: Boolean!) {
    referral(id: $id) {
      id folio version state turn mine needCode needId priority poolComuna authoredAt sentAt openedAt endedAt dueAt overdue branchClosed acknowledgedAt reasonCode outcomeCode
      language ageBand
      service { id name names { language text } documents documentsIn { language texts } baseline baselineIn { language text } normCodes fieldGroups }
      originBranch { id name }
      ownerBranch { id name address }
      requirement { type documentType declared words }
      appointment { id startsAt minutes place modality interpreter end }
      availableActions { command requires confirm dueAt }
      person {
        id access withheld
        identity { displayName birthYear birthDate nationality language interpreter folio }
        contact { phone email sector safeContact }
        workAndStudy { occupation schooling }
        migration { identifiers { id type masked state } }
      }
      detail @include(if: $whole) {
        needText fieldGroups basisKind companion replaces partOf destinationRef responsibleOfficial answerText missing missingText suppliedText holdReason reviewOn
        servedOn outcomeNote
        outputs { kind reference }
        steps { version command from to at official actorKind reasonCode outcomeCode text appointmentAt byBranch { name } }
        appointments { id startsAt minutes place modality interpreter end }
        children { id state }
      }
    }
  }
`);

export const MoveReferral = graphql(`
  mutation MoveReferral($input: MoveReferralInput!) {
    moveReferral(input: $input) { id version state availableActions { command requires confirm dueAt } }
  }
`);

export const ForwardPlaces = graphql(`
  query ForwardPlaces($need: String, $first: Int!) {
    destinations(need: $need, first: $first) {
      destinations { insideMunicipality branch { id name } service { id name names { language text } normCodes fieldGroups } }
    }
  }
`);
