import { graphql } from '../gql/gql.js';

export const ReferPage = graphql(`
  query ReferPage($id: UUID!) {
    person(id: $id) {
      id access recordId canWrite
      identity { displayName birthYear birthDate nationality language interpreter folio }
      caseFile { id needs { id code text state service { id name } } }
    }
    viewer { actingBranch { id comuna comunaName } }
  }
`);

export const ReferBases = graphql(`
  query ReferBases($id: UUID!) {
    person(id: $id) {
      id
      consents { id purpose fieldGroups how givenAt revokedAt recipient { id } }
      referrals(first: 50) { edges { node { id folio state sentAt service { id } ownerBranch { id } } } }
    }
  }
`);

export const ReferDestinations = graphql(`
  query ReferDestinations($need: String!, $comuna: String, $language: String, $first: Int!) {
    destinations(need: $need, comuna: $comuna, language: $language, first: $first) {
      destinations {
        insideMunicipality reasons doubts
        branch { id name address comuna comunaName hours { days slots { from to } } organisation { id name } }
        service { id name baseline documents fieldGroups normCodes }
      }
      servicesWithoutBranch { id name }
    }
  }
`);

export const SendReferral = graphql(`
  mutation SendReferral($input: MoveReferralInput!) { moveReferral(input: $input) { id folio version state dueAt ownerBranch { name } } }
`);
