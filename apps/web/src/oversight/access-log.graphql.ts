import { graphql } from '../gql/gql.js';

export const AccessLog = graphql(`
  query AccessLog($filter: AccessFilter!, $first: Int!, $after: String) {
    accessLog(filter: $filter, first: $first, after: $after) {
      hasMore endCursor unavailable
      edges { node { id service at official officialName action subjectType subjectId outcome code branch { id name } persons { id folio } } }
    }
  }
`);

export const BranchNames = graphql(`
  query BranchNames { branches { id name } }
`);

export const WhoIs = graphql(`
  query WhoIs($id: UUID!) {
    person(id: $id) { id identity { displayName birthYear birthDate nationality language interpreter folio } }
  }
`);
