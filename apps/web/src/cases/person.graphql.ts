import { graphql } from '../gql/gql.js';

export const PersonPage = graphql(`
  query PersonPage($id: UUID!) {
    person(id: $id) {
      id access recordId version canWrite withheld
      identity { displayName givenNames firstSurname secondSurname socialName birthYear birthDate nationality language interpreter folio }
      contact { phone email address sector safeContact }
      workAndStudy { occupation schooling }
      migration { identifiers { id type country masked state warning } }
      caseFile { id version openedAt needs { id code text state referralId addedAt service { name names { language text } } } }
    }
  }
`);

export const PersonHistory = graphql(`
  query PersonHistory($id: UUID!, $first: Int!) {
    person(id: $id) {
      id
      timeline(first: $first) {
        pageInfo { hasNextPage }
        edges { node { id occurredAt kind reserved aggregateType aggregateId aggVersion branch { name } otherBranch { name } service { name names { language text } } codes { key value } } }
      }
      referrals(first: 50) {
        edges {
          node {
            id folio version state turn mine needId overdue dueAt sentAt reasonCode outcomeCode requirement { type words } appointment { startsAt interpreter }
            ownerBranch { id name }
          }
        }
      }
    }
  }
`);

export const PersonConsents = graphql(`
  query PersonConsents($id: UUID!) {
    person(id: $id) {
      id canWrite
      identity { displayName birthYear birthDate nationality language interpreter folio }
      consents { id purpose fieldGroups how givenAt recordedByName revokedAt recipient { id name } }
    }
  }
`);

export const Organisations = graphql(`
  query Organisations { organisations { id name insideMunicipality demo } }
`);

export const MoveNeed = graphql(`
  mutation MoveNeed($input: NeedMoveInput!) { moveNeed(input: $input) { id version } }
`);

export const CorrectPerson = graphql(`
  mutation CorrectPerson($input: CorrectPersonInput!) { correctPerson(input: $input) { id version } }
`);

export const AddIdentifier = graphql(`
  mutation AddIdentifier($input: AddIdentifierInput!) { addIdentifier(input: $input) { id version } }
`);

export const UnmaskIdentifier = graphql(`
  mutation UnmaskIdentifier($personId: UUID!, $identifierId: UUID!, $reason: String!) { unmaskIdentifier(personId: $personId, identifierId: $identifierId, reason: $reason) }
`);

export const BreakGlass = graphql(`
  mutation BreakGlass($input: BreakGlassInput!) { breakGlass(input: $input) { id access } }
`);

export const GiveConsent = graphql(`
  mutation GiveConsent($input: GiveConsentInput!) { giveConsent(input: $input) { id } }
`);

export const WithdrawConsent = graphql(`
  mutation WithdrawConsent($input: WithdrawConsentInput!) { withdrawConsent(input: $input) }
`);
