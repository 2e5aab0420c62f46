import { graphql } from '../gql/gql.js';

export const PossibleDuplicates = graphql(`
  query PossibleDuplicates($person: PersonInput!) {
    possibleDuplicates(person: $person) { hits { personId masked displayName birthYear nationality language folio lastVisitOn reasons } }
  }
`);

export const Intake = graphql(`
  mutation Intake($input: IntakeInput!) {
    intake(input: $input) { attendance { id queueNumber state } person { id } }
  }
`);

export const KnownPerson = graphql(`
  query KnownPerson($id: UUID!) {
    person(id: $id) {
      id access recordId
      identity { displayName birthYear birthDate nationality language interpreter folio }
      caseFile { id version needs { id code state } }
    }
  }
`);
