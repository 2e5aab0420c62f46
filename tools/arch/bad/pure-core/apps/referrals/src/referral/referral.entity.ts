export class ReferralRow { state = 'draft'; }
