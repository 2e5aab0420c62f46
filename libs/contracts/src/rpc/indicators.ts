import { z } from 'zod';
import { query } from './rpc.js';
import { instant } from './shapes.js';

/** A share with its Wilson interval; a count from 1 to 4 is null and `suppressed`, and so is what would give it away (WEB §12). */
export const rateView = z.object({
  attended: z.int().nullable(), alsoServed: z.int().nullable(), rate: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable(), suppressed: z.boolean(),
});
export type RateView = z.infer<typeof rateView>;

/** IND-03 of DOMAIN §13, from attendances only; months by the first closed attendance at the migration office. */
export const omilRateView = z.object({
  from: z.iso.date().nullable(), to: z.iso.date(), asOf: instant, level: z.literal(0.95), total: rateView,
  months: z.array(rateView.extend({ month: z.string().regex(/^\d{4}-\d\d$/) })),
});
export type OmilRateView = z.infer<typeof omilRateView>;

export const indicatorCalls = {
  'cases.indicators.omilRate': query({ in: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }), out: omilRateView, refusals: ['FORBIDDEN_ACTION'] }),
};
