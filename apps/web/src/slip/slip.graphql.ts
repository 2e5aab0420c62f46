import { graphql } from '../gql/gql.js';

export const SlipReferral = graphql(`
  query SlipReferral($id: UUID!) { referral(id: $id) { id version state mine folio person { id } } }
`);

export const IssueSlip = graphql(`
  mutation IssueSlip($input: IssueSlipInput!) {
    issueSlip(input: $input) {
      folio issuedOn code address expiresAt personInitials personFolio branchName organisationName protected branchAddress comunaName branchPhone originBranchName originPhone dueAt
      service { name names { language text } }
      appointment { startsAt place modality interpreter }
      source { key text } documents
      language other { language missing texts { key text draft } } otherDocuments
      demo
    }
  }
`);

export const RequestTranslation = graphql(`
  mutation RequestTranslation($input: RequestTranslationInput!) { requestTranslation(input: $input) }
`);
