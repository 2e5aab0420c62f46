import { type OfferingFacts, rankDestinations, weigh } from './offering.js';

const anOffering = (over: Partial<OfferingFacts> = {}): OfferingFacts => ({
  branchId: 'b', serviceId: 's', serviceCode: 'OML-02', branchName: 'OMIL', comuna: '05101', languages: ['spa', 'hat'], hoursKnown: true, addressKnown: true,
  confirmed: true, insideMunicipality: true, outsideOrganisation: false, demo: false, ...over,
});
const wish = { comuna: '05101', language: 'hat' };
const ranked = (...offerings: OfferingFacts[]): string[] => rankDestinations(offerings, wish).map((view) => view.branchId);

describe('the destination of a referral', () => {
  it('says why a place fits', () => {
    expect(weigh(anOffering(), wish)).toMatchObject({
      reasons: ['offers_service', 'same_comuna', 'speaks_language', 'inside_municipality', 'confirmed'], doubts: [],
    });
  });

  it('keeps what nobody confirmed, names the doubt and lists it after the confirmed', () => {
    const unknown = anOffering({ branchId: 'unknown', languages: null, hoursKnown: false, addressKnown: false, confirmed: false });
    expect(weigh(unknown, wish).doubts).toEqual(['unconfirmed_offering', 'unknown_language', 'unconfirmed_hours', 'unconfirmed_address']);
    expect(ranked(unknown, anOffering({ branchId: 'confirmed' }))).toEqual(['confirmed', 'unknown']);
  });

  it('puts a place that does not speak the language after one whose languages nobody knows', () => {
    expect(ranked(anOffering({ branchId: 'no', languages: ['spa'] }), anOffering({ branchId: 'unknown', languages: null }))).toEqual(['unknown', 'no']);
  });

  it('puts another comuna, demo branches and outside organisations last, in that order', () => {
    expect(ranked(
      anOffering({ branchId: 'outside', outsideOrganisation: true }), anOffering({ branchId: 'demo', demo: true }),
      anOffering({ branchId: 'far', comuna: '05109' }), anOffering({ branchId: 'here' }),
    )).toEqual(['here', 'far', 'demo', 'outside']);
  });

  it('asks for no language when none is known', () => {
    expect(weigh(anOffering({ languages: null }), { comuna: null, language: null })).toMatchObject({ doubts: [] });
  });
});
