/** Services that have messages and audit. */
export const operatedServices = ['cases', 'referrals', 'directory'] as const;
export type OperatedService = (typeof operatedServices)[number];
