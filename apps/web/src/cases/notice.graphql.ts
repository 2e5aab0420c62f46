import { graphql } from '../gql/gql.js';

export const NoticeText = graphql(`
  query NoticeText {
    privacyNotice { version source { key text draft } languages { language missing texts { key text draft } } }
  }
`);

export const PersonNotices = graphql(`
  query PersonNotices($id: UUID!) {
    person(id: $id) {
      id canWrite
      identity { displayName birthYear birthDate nationality language interpreter folio }
      notices { id noticeVersion manner language readAt official officialName branch { name } }
    }
  }
`);

export const ReadNotice = graphql(`
  mutation ReadNotice($input: ReadNoticeInput!) { readNotice(input: $input) { id noticeVersion } }
`);
