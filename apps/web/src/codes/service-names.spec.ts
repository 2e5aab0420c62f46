import { papersInWords, serviceBaseline, serviceChoices, serviceName, servicePapers } from './service-names.js';

const report = { id: 's', name: 'Informe social', names: [{ language: 'ht', text: 'Rapò sosyal' }] };
const papers = { documents: ['Pasaporte', 'Cédula'], documentsIn: [{ language: 'ht', texts: ['Paspò', 'Kat idantite'] }, { language: 'en', texts: ['Passport'] }] };

describe('a service on the screen', () => {
  it('is named in the language of the screen', () => expect([serviceName(report, 'es'), serviceName(report, 'ht')]).toEqual([{ text: 'Informe social' }, { text: 'Rapò sosyal' }]));

  it('is Spanish, and says so, where nobody named it', () => expect(serviceName(report, 'pt')).toEqual({ text: 'Informe social', lang: 'es' }));

  it('says what it asks in the language of the screen, or that this is Spanish', () => {
    const asks = { baseline: 'Entrevista', baselineIn: [{ language: 'ht', text: 'Entèvyou' }] };
    expect([serviceBaseline(asks, 'es'), serviceBaseline(asks, 'ht'), serviceBaseline(asks, 'en')]).toEqual([{ text: 'Entrevista' }, { text: 'Entèvyou' }, { text: 'Entrevista', lang: 'es' }]);
    expect(serviceBaseline({ baseline: null, baselineIn: [] }, 'ht')).toBeNull();
  });
});

describe('the papers of a service', () => {
  it('are one list in the language of the screen', () => {
    expect(papersInWords(papers, 'es')).toEqual({ text: 'Pasaporte y Cédula' });
    expect(papersInWords(papers, 'ht')).toEqual({ text: 'Paspò ak Kat idantite' });
  });

  it('are all Spanish, and say so, where one has no words', () => {
    expect(servicePapers(papers, 'en')).toEqual([{ text: 'Pasaporte', lang: 'es' }, { text: 'Cédula', lang: 'es' }]);
    expect(papersInWords(papers, 'en')).toEqual({ text: 'Pasaporte y Cédula', lang: 'es' });
  });

  it('that nobody stated are no list', () => expect(papersInWords({ documents: [], documentsIn: [] }, 'ht')).toBeNull());
});

describe('services to choose from', () => {
  const urgent = { id: 'u', name: 'Atención de urgencia', names: [{ language: 'ht', text: 'Swen ijans' }] };
  const choices = (language: 'es' | 'ht' | 'pt'): unknown => serviceChoices([report, urgent], (service) => service, language);

  it('stand in the order of the names that are read', () => {
    expect(choices('es')).toEqual([{ value: 'u', label: 'Atención de urgencia' }, { value: 's', label: 'Informe social' }]);
    expect(choices('ht')).toEqual([{ value: 's', label: 'Rapò sosyal' }, { value: 'u', label: 'Swen ijans' }]);
  });

  it('mark each that is Spanish', () => expect(choices('pt')).toContainEqual({ value: 'u', label: 'Atención de urgencia', lang: 'es' }));
});
