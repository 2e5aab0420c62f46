import type { AttendanceView, CaseFileView, ConsentView, NoticeView, TimelineEntry } from '@konbit/contracts';
import type { Names } from '../directory/reference-cache.js';

/*
 * Views of `cases` as nodes of the API. Names are functions, so that they cost nothing unasked
 * and a directory that is down spoils only its own fields.
 */

export interface AttendanceNode extends AttendanceView { branch: () => unknown }

export function attendanceNode(view: AttendanceView, names: Names): AttendanceNode {
  return { ...view, branch: () => names.branch(view.branchId) };
}

export function caseFileNode(view: CaseFileView, names: Names): object {
  return { ...view, needs: view.needs.map((need) => ({ ...need, service: () => names.service(need.serviceId) })) };
}

export function timelineNode(view: TimelineEntry, names: Names): object {
  return {
    ...view, codes: Object.entries(view.codes).map(([key, value]) => ({ key, value })),
    branch: () => names.branch(view.branchId), otherBranch: () => names.branch(view.otherBranchId), service: () => names.service(view.serviceId),
  };
}

export function consentNode(view: ConsentView, names: Names, recordedByName: () => Promise<string | null>): object {
  return { ...view, recordedByName, recipient: () => names.organisation(view.recipientOrgId) };
}

export function noticeNode(view: NoticeView, names: Names, officialName: () => Promise<string | null>): object {
  return { ...view, branch: () => names.branch(view.branchId), officialName };
}
