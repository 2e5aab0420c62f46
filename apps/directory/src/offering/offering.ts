import type { DestinationView } from '@konbit/contracts';

/** What a choice of destination knows about one branch and one service. */
export interface OfferingFacts {
  branchId: string;
  serviceId: string;
  serviceCode: string;
  branchName: string;
  comuna: string;
  languages: readonly string[] | null;
  hoursKnown: boolean;
  addressKnown: boolean;
  confirmed: boolean;
  insideMunicipality: boolean;
  outsideOrganisation: boolean;
  demo: boolean;
}

export interface Wish {
  comuna: string | null;
  language: string | null;
}

type Reason = DestinationView['reasons'][number];
type Doubt = DestinationView['doubts'][number];

/** Unknown is not no (DOMAIN §6): it matches, stands after the confirmed and is named as a doubt. */
export function weigh(offering: OfferingFacts, wish: Wish): DestinationView {
  const speaks = wish.language === null || offering.languages === null ? null : offering.languages.includes(wish.language);
  const near = wish.comuna === null ? null : offering.comuna === wish.comuna;
  const reasons: (Reason | false)[] = [
    'offers_service', near === true && 'same_comuna', speaks === true && 'speaks_language',
    offering.insideMunicipality && 'inside_municipality', offering.confirmed && 'confirmed',
  ];
  const doubts: (Doubt | false)[] = [
    speaks === false && 'no_language', near === false && 'other_comuna', offering.outsideOrganisation && 'outside_organisation',
    offering.demo && 'demo_branch', !offering.confirmed && 'unconfirmed_offering', wish.language !== null && offering.languages === null && 'unknown_language',
    !offering.hoursKnown && 'unconfirmed_hours', !offering.addressKnown && 'unconfirmed_address',
  ];
  return {
    branchId: offering.branchId, serviceId: offering.serviceId, offering: offering.confirmed ? 'confirmed' : 'expected', insideMunicipality: offering.insideMunicipality,
    reasons: reasons.filter((reason) => reason !== false), doubts: doubts.filter((doubt) => doubt !== false),
  };
}

const order: readonly Doubt[] = ['outside_organisation', 'demo_branch', 'other_comuna', 'no_language'];

function rank(view: DestinationView): number[] {
  return [
    ...order.map((doubt) => Number(view.doubts.includes(doubt))),
    Number(!view.insideMunicipality), Number(!view.reasons.includes('speaks_language')), Number(view.offering !== 'confirmed'),
  ];
}

/** Destinations best first: nearest, in the person's language, inside the municipality, confirmed; then by service and name. */
export function rankDestinations(offerings: readonly OfferingFacts[], wish: Wish): DestinationView[] {
  return offerings
    .map((offering) => ({ offering, view: weigh(offering, wish) }))
    .sort((a, b) => compare(rank(a.view), rank(b.view))
      || a.offering.serviceCode.localeCompare(b.offering.serviceCode) || a.offering.branchName.localeCompare(b.offering.branchName))
    .map(({ view }) => view);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at === -1 ? 0 : a[at]! - b[at]!;
}
