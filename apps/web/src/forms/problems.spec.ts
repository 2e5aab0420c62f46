import { AppError } from '../shell/app-error.js';
import { problemsOfForm, problemsOfRefusal } from './problems.js';

describe('what must be corrected', () => {
  it('nested errors of a form become lines in the order of the fields', () => {
    const errors = { givenNames: { type: 'custom', message: 'NAME_REQUIRED' }, birth: { year: { type: 'custom', message: 'YEAR_FOUR_DIGITS' } }, needs: { root: { type: 'custom', message: 'NEEDS_REQUIRED' } } };
    expect(problemsOfForm(errors)).toEqual([
      { field: 'givenNames', code: 'NAME_REQUIRED', text: 'Escriba el nombre, aunque sea como la persona quiere que le llamen.' },
      { field: 'birth.year', code: 'YEAR_FOUR_DIGITS', text: 'Escriba el año con cuatro números.' },
      { field: 'needs', code: 'NEEDS_REQUIRED', text: 'Marque al menos una necesidad.' },
    ]);
  });

  it('a refusal of the server lands on the field where it was typed', () => {
    const error = new AppError('INVALID_INPUT', { fields: [{ path: 'person.birthYear', code: 'BIRTH_YEAR_INVALID' }, { path: 'identifiers.0.value', code: 'WRONG_TYPE_IPE' }] });
    const problems = problemsOfRefusal(error, { fieldOf: (path) => ({ 'person.birthYear': 'birth' })[path] ?? 'number' });
    expect(problems.map((problem) => problem.field)).toEqual(['birth', 'number']);
    expect(problems[1]?.text).toBe('Este número parece un IPE, no un RUN. Cambie el tipo de documento.');
  });

  it('a refusal without fields is one sentence about the whole', () => {
    expect(problemsOfRefusal(new AppError('UNAVAILABLE'))).toEqual([{ field: null, code: 'UNAVAILABLE', text: 'El servicio no responde. Nada se perdió: intente de nuevo en un momento.' }]);
  });

  it('a form may say it better for one of its fields', () => {
    const own = { id: 'x', message: 'Diga por qué no la puede atender.' };
    const error = new AppError('REASON_REQUIRED', { fields: [{ path: 'reasonCode', code: 'REASON_REQUIRED' }] });
    expect(problemsOfRefusal(error, { words: { 'reasonCode:REASON_REQUIRED': own } })[0]?.text).toBe('Diga por qué no la puede atender.');
  });
});
