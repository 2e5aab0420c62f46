import { graphql } from '../gql/gql.js';

export const PlaceList = graphql(`
  query PlaceList($filter: PlaceFilter, $first: Int, $after: String, $last: Int, $before: String) {
    places(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
      total
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      servicesWithoutBranch { id name names { language text } }
      edges {
        node {
          openNow offeringCount unconfirmed
          branch { id name status comunaName hours { days slots { from to } } languages demo organisation { id name outside } }
          offerings { id status service { id name names { language text } } }
        }
      }
    }
  }
`);

export const DirectoryLists = graphql(`
  query DirectoryLists {
    organisations { id version code name type insideMunicipality outside demo parent { id } }
    comunas { code name }
  }
`);

export const OnePlace = graphql(`
  query OnePlace($branchId: UUID!) {
    place(branchId: $branchId) {
      openNow unconfirmed
      branch {
        id version code name kind comuna comunaName address phone hours { days slots { from to } } languages status closedReason demo basis verifiedOn verifiedBy
        organisation { id name insideMunicipality outside demo }
      }
      offerings {
        id version status fee feeText hours { days slots { from to } } languages documents note basis verifiedOn verifiedBy
        service { id name names { language text } documents documentsIn { language texts } }
      }
    }
  }
`);

export const DirectoryServices = graphql(`
  query DirectoryServices { services { id name names { language text } } }
`);

export const StalePlaces = graphql(`
  query StalePlaces($organisationId: UUID, $first: Int, $after: String, $last: Int, $before: String) {
    stalePlaces(organisationId: $organisationId, first: $first, after: $after, last: $last, before: $before) {
      neverVerified olderThanHalfYear
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { node { unconfirmed offeringCount branch { id name status comunaName verifiedOn verifiedBy organisation { id name outside } } } }
    }
    suggestions(state: "open", first: 1) { open }
  }
`);

export const EntryHistory = graphql(`
  query EntryHistory($subjectType: String!, $subjectId: UUID!, $first: Int, $after: String, $last: Int, $before: String) {
    directoryHistory(subjectType: $subjectType, subjectId: $subjectId, first: $first, after: $after, last: $last, before: $before) {
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges { node { id version at source officialName fields { field before after } } }
    }
  }
`);

export const SuggestionList = graphql(`
  query SuggestionList($state: String, $mine: Boolean, $first: Int, $after: String, $last: Int, $before: String) {
    suggestions(state: $state, mine: $mine, first: $first, after: $after, last: $last, before: $before) {
      open
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      edges {
        node {
          id version subjectType subjectId state text suggestedAt suggestedByName decidedAt decidedByName reason
          fields { field before after }
          branch { id name organisation { name } }
          offering { id service { id name names { language text } } }
          organisation { id name }
          suggestedByBranch { name }
        }
      }
    }
  }
`);

export const OpenReferrals = graphql(`
  query OpenReferrals($branchId: UUID!) { openReferralsAt(branchId: $branchId) }
`);

export const SaveBranch = graphql(`
  mutation SaveBranch($input: SaveBranchInput!) { saveBranch(input: $input) { branch { id version } } }
`);
export const SaveOffering = graphql(`
  mutation SaveOffering($input: SaveOfferingInput!) { saveOffering(input: $input) { branch { id version } } }
`);
export const SaveOrganisation = graphql(`
  mutation SaveOrganisation($input: SaveOrganisationInput!) { saveOrganisation(input: $input) { id version } }
`);
export const VerifyEntry = graphql(`
  mutation VerifyEntry($input: VerifyInput!) { verifyEntry(input: $input) }
`);
export const SuggestChange = graphql(`
  mutation SuggestChange($input: SuggestInput!) { suggestChange(input: $input) }
`);
export const DecideSuggestion = graphql(`
  mutation DecideSuggestion($input: DecideSuggestionInput!) { decideSuggestion(input: $input) { id version state } }
`);
export const ImportDirectory = graphql(`
  mutation ImportDirectory($input: ImportDirectoryInput!) { importDirectory(input: $input) { created changed unchanged dryRun } }
`);
