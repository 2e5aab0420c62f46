import { presentSlip, type SlipFacts } from './slip-presenter.js';

const spanish: Record<string, string> = {
  'slip.person': 'Persona', 'slip.folio': 'folio', 'slip.go_to': 'Vaya a', 'slip.where': 'Dónde', 'slip.when': 'Cuándo', 'slip.bring': 'Lleve', 'slip.if_no': 'Si le dicen que no',
  'slip.address_unconfirmed': 'Dirección por confirmar: pregunte en el mesón.', 'slip.no_time': 'Sin hora todavía. Vaya antes del {date}.', 'slip.bring_anything': 'Cualquier documento que tenga.',
  'slip.if_no_help': 'Pida que escriban el motivo.', 'slip.call': 'Llame al {phone}.', 'slip.free': 'Este trámite es gratis.', 'slip.listen': 'Escuche este papel.', 'slip.interpreter': 'Habrá intérprete.',
};
const creole: Record<string, string> = { ...Object.fromEntries(Object.keys(spanish).map((key) => [key, `ht ${key}`])), 'slip.no_time': 'Poko gen lè. Ale anvan {date}.' };
const textsOf = (words: Record<string, string>) => Object.entries(words).map(([key, text]) => ({ key, text }));

const slip = (more: Partial<SlipFacts> = {}): SlipFacts => ({
  folio: 'D-7K4MQ2', issuedOn: '2026-11-24', code: 'N3XQ8T5WRB', address: 'konbit.example/c/N3XQ8T5WRB', expiresAt: '2026-12-27T03:00:00.000Z', personInitials: 'M. J.', personFolio: 'P-8H3T-W5',
  branchName: 'Plataforma Social', organisationName: 'DIDECO', protected: false, branchAddress: null, comunaName: 'Valparaíso', branchPhone: null, originBranchName: 'Oficina de Migraciones', originPhone: null,
  dueAt: '2026-12-01T02:59:00.000Z', service: { name: 'Ayuda social', names: [{ language: 'ht', text: 'Èd sosyal' }] }, appointment: null, source: textsOf(spanish), documents: [],
  language: 'ht', other: { language: 'ht', missing: false, texts: textsOf(creole).map((text) => ({ ...text, draft: true })) }, otherDocuments: [], demo: true, ...more,
});
const linesOf = (facts: SlipFacts, side: number, key: string): string[] => presentSlip(facts).sides[side]!.rows.find((row) => row.key === key)!.lines.map(({ text }) => text);

describe('the slip', () => {
  it('has the same rows in both languages, in the same order', () => {
    const [left, right] = presentSlip(slip()).sides;
    expect(left!.rows.map(({ key }) => key)).toEqual(['person', 'go_to', 'where', 'when', 'bring', 'if_no']);
    expect(right!.rows.map(({ key }) => key)).toEqual(left!.rows.map(({ key }) => key));
    expect([left!.name, right!.name, right!.draft]).toEqual(['Español', 'Kreyòl', true]);
  });

  it('says initials and folio, and where to go, in words', () => {
    expect(linesOf(slip(), 0, 'person')).toEqual(['M. J. · folio P-8H3T-W5']);
    expect(linesOf(slip(), 0, 'go_to')).toEqual(['Plataforma Social', 'Ayuda social']);
    expect(linesOf(slip(), 1, 'go_to')).toEqual(['Plataforma Social', 'Èd sosyal']);
    expect(linesOf(slip(), 0, 'where')).toEqual(['Dirección por confirmar: pregunte en el mesón.']);
    expect(linesOf(slip({ branchAddress: 'Av. Argentina 864' }), 0, 'where')).toEqual(['Av. Argentina 864, Valparaíso']);
  });

  it('writes dates in each language, with the hour of Chile', () => {
    const booked = slip({ appointment: { startsAt: '2026-11-26T12:30:00.000Z', place: '', modality: 'office', interpreter: true } });
    expect(linesOf(booked, 0, 'when')).toEqual(['jueves 26 de noviembre de 2026', '09:30', 'Habrá intérprete.']);
    expect(linesOf(booked, 1, 'when').slice(0, 2)).toEqual(['jedi 26 novanm 2026', '09:30']);
    expect(linesOf(slip(), 0, 'when')).toEqual(['Sin hora todavía. Vaya antes del lunes 30 de noviembre de 2026.']);
    expect(linesOf(slip(), 1, 'when')).toEqual(['Poko gen lè. Ale anvan lendi 30 novanm 2026.']);
  });

  it('names no service when it is protected', () => {
    expect(linesOf(slip({ service: null, protected: true }), 0, 'go_to')).toEqual(['Plataforma Social']);
  });

  it('tells whom to call when a phone is known', () => {
    expect(linesOf(slip({ originPhone: '+56 9 0000 0100' }), 0, 'if_no')).toEqual(['Pida que escriban el motivo. Llame al +56 9 0000 0100.']);
  });

  it('is in Spanish alone, and says what is missing, when the other language may not be printed', () => {
    const { sides, missing, draft } = presentSlip(slip({ other: { language: 'ht', missing: true, texts: [] } }));
    expect([sides.length, missing, draft]).toEqual([1, 'ht', false]);
    expect(presentSlip(slip({ language: null, other: null })).missing).toBeNull();
  });

  it('takes smaller letters when its rows are longer than the page', () => {
    const papers = ['Cédula de identidad', 'Formulario firmado por todas las personas adultas', 'Comprobante de domicilio'];
    const appointment = { startsAt: '2026-09-23T12:30:00.000Z', place: 'Módulo 4', modality: 'office', interpreter: true };
    expect(presentSlip(slip()).fullness).toBeNull();
    expect(presentSlip(slip({ appointment, documents: papers, otherDocuments: papers, branchAddress: 'Avenida Argentina 864' })).fullness).toBe('full');
    expect(presentSlip(slip({ appointment, documents: [...papers, ...papers], branchAddress: 'Avenida Argentina 864, segundo piso, oficina 203' })).fullness).toBe('fuller');
  });
});
