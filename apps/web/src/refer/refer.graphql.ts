import { graphql } from '../gql/gql.js';

export const ReferPerson = graphql(`
  query ReferPerson($id: UUID!) {
    person(id: $id) {
      id access recordId
      identity { displayName birthYear birthDate nationality language interpreter folio }
      caseFile { id needs { id code text state addedAt service { id } } }
      consents { id purpose fieldGroups how givenAt recordedByName revokedAt recipient { id } }
      referrals(first: 50) { edges { node { id folio state poolComuna service { id } ownerBranch { id name } } } }
    }
    viewer { actingBranch { id comuna comunaName } }
  }
`);

export const ReferPlaces = graphql(`
  query ReferPlaces($need: String, $comuna: String, $language: String, $first: Int!) {
    destinations(need: $need, comuna: $comuna, language: $language, first: $first) {
      destinations {
        insideMunicipality reasons doubts
        branch { id name address comuna comunaName hours { days slots { from to } } organisation { id name } }
        service { id name names { language text } baseline baselineIn { language text } documents documentsIn { language texts } fieldGroups normCodes }
      }
      servicesWithoutBranch { id name names { language text } }
    }
  }
`);

export const WrittenBefore = graphql(`
  query WrittenBefore($id: UUID!) {
    referral(id: $id) {
      id folio version state needId needCode priority poolComuna reasonCode
      person { id }
      service { id name names { language text } }
      ownerBranch { id name }
      requirement { type words }
      availableActions { command }
      detail { needText fieldGroups companion replaces destinationBranch { id name } }
    }
  }
`);

export const MoveRefer = graphql(`
  mutation MoveRefer($input: MoveReferralInput!) { moveReferral(input: $input) { id folio version state dueAt ownerBranch { name } } }
`);

export const RecordConsent = graphql(`
  mutation RecordConsent($input: GiveConsentInput!) { giveConsent(input: $input) { id } }
`);
