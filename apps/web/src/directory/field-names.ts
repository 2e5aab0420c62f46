/** Fields of a branch that a form may hold, in their order. */
export const branchFieldNames = ['name', 'organisationId', 'kind', 'comuna', 'address', 'phone', 'hours', 'languages', 'status'] as const;
export type BranchFieldName = (typeof branchFieldNames)[number];

/** Fields of a service at a place that a form may hold, in their order. */
export const offeringFieldNames = ['status', 'documents', 'fee', 'feeText', 'hours', 'languages', 'note'] as const;
export type OfferingFieldName = (typeof offeringFieldNames)[number];
