import { readBranchCsv } from './branch.csv.js';

const header = 'code,organisation,name,kind,comuna,address,days,opens,closes,languages,services';
const rowsOf = (text: string) => {
  const read = readBranchCsv(text);
  if (!('rows' in read)) throw new Error(JSON.stringify(read.errors));
  return read.rows;
};
const errorsOf = (text: string): string[] => {
  const read = readBranchCsv(text);
  return 'errors' in read ? read.errors.map(({ path, code }) => `${path} ${code}`) : [];
};

describe('a file of branches', () => {
  it('is read with codes, hours, languages and services', () => {
    const [row] = rowsOf(`${header}\nBR-AA,ORG-A,Posta,clinic,05101,"Calle 1, local 2",lu-vi,8:30,13:00,spa hat,SAL-01 SAL-02`);
    expect(row).toEqual({
      line: 2, code: 'BR-AA', organisationCode: 'ORG-A', services: ['SAL-01', 'SAL-02'],
      fields: { code: 'BR-AA', name: 'Posta', kind: 'clinic', comuna: '05101', address: 'Calle 1, local 2', languages: ['spa', 'hat'], hours: { days: [1, 2, 3, 4, 5], slots: [{ from: '08:30', to: '13:00' }] } },
    });
  });

  it('may use semicolons and begin with a mark, and an empty cell says that nobody stated it', () => {
    const [row] = rowsOf('\uFEFFcode;organisation;name;kind;comuna;address;days;opens;closes\nBR-AA;ORG-A;Posta;clinic;05101;;;;\n');
    expect(row!.fields).toMatchObject({ address: null, hours: null });
    expect(row!.services).toBeNull();
    expect('phone' in row!.fields).toBe(false);
  });

  it('keeps days without hours and hours without days', () => {
    expect(rowsOf(`${header}\nBR-AA,ORG-A,P,c,05101,,1 3 5,,,,`)[0]!.fields.hours).toEqual({ days: [1, 3, 5], slots: [] });
    expect(rowsOf(`${header}\nBR-AA,ORG-A,P,c,05101,,,09:00,14:00,,`)[0]!.fields.hours).toEqual({ days: null, slots: [{ from: '09:00', to: '14:00' }] });
  });

  it('takes a cell that looks like a formula as the text it is', () => {
    expect(rowsOf(`${header}\nBR-AA,ORG-A,=1+1,c,05101,,,,,,`)[0]!.fields.name).toBe('=1+1');
  });

  it('is refused cell by cell, by line and column', () => {
    expect(errorsOf(`${header}\nBR-AA,ORG-A,P,c,5101,,lu-vi,8:30,13:00,,\nBR-BB,ORG-A,,c,05101,,lu-xx,,,,\nBR-CC,ORG-A,P,c,05101,,lu,25:00,26:00,español,`)).toEqual([
      'line 2.comuna UNKNOWN_CODE', 'line 3.name REQUIRED', 'line 4.opens TIME_INVALID', 'line 4.opens TIME_INVALID', 'line 4.languages UNKNOWN_CODE',
    ]);
    expect(errorsOf(`${header}\nBR-AA,ORG-A,P,c,05101,,,,,,\nBR-AA,ORG-A,P,c,05101,,,,,,`)).toEqual(['line 3.code CODE_TAKEN']);
    expect(errorsOf('code,organisation,name,kind,comuna,colour\n')).toEqual(['line 1.colour COLUMN_UNKNOWN']);
    expect(errorsOf('code,name\n')).toEqual(['line 1.organisation REQUIRED', 'line 1.kind REQUIRED', 'line 1.comuna REQUIRED']);
    expect(errorsOf('')).toEqual(['line 1 CSV_INVALID']);
  });
});
