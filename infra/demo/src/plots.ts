import { cited, omilDesk, opened, outcome, social, step, type Step, type Story, taken } from './steps.js';

/** A story still without the words of the person who lives it. */
type Plot = Omit<Story, 'text'>;

const to = (branch: string, service: string, steps: Step[], extra: Partial<Plot> = {}): Plot => ({ service, to: branch, by: 'meson', priority: 'routine', steps, ...extra });
const work = (service: string, steps: Step[], extra: Partial<Plot> = {}): Plot => to('BR-OMIL-VALPO', service, steps, extra);
const aid = (service: string, steps: Step[], extra: Partial<Plot> = {}): Plot => to('BR-DIDECO-PLATAFORMA', service, steps, extra);
const health = (service: string, steps: Step[], extra: Partial<Plot> = {}): Plot => to('BR-DEMO-SALUD-A', service, steps, extra);
const school = (service: string, steps: Step[], extra: Partial<Plot> = {}): Plot => to('BR-SLEP-VALPO', service, steps, extra);
const training = (service: string, steps: Step[]): Plot => to('BR-SENCE-VALPO', service, steps);
const demoAid = (service: string, steps: Step[], extra: Partial<Plot> = {}): Plot => to('BR-DEMO-SOCIAL-A', service, steps, extra);

/** The desk reads the answer the next day. */
const seen = (by = 'meson'): Step => step(by, 22, 'acknowledge');
const ask = (by: string, missing: string, text: string): Step => step(by, 2, 'ask_info', { data: { missing: [missing], text } });
const refused = (by: string, reasonCode: string, text: string, requirement: object): Step =>
  step(by, 5, 'reject', { data: { reasonCode, text, requirement: { declared: false, ...requirement } } });

const workPlots: Record<string, Plot> = {
  'work-oriented': work('OML-02', [...taken('omil'), outcome('omil', 30, 'provided', 'Se le orientó y se hizo su currículum.'), seen()]),
  'work-appointment': work('OML-02', [...cited('omil', omilDesk, 44), outcome('omil', 50, 'provided', 'Vino a la cita; se explicaron sus derechos en el trabajo.'), seen('meson2')]),
  'work-enrolled': work('OML-01', [...taken('omil'), step('omil', 6, 'start'), outcome('omil', 40, 'enrolled', 'Inscrita en la OMIL.', 'enrolment'), seen()]),
  'work-placed': work('OML-03', [
    ...taken('omil'), step('omil', 6, 'start'), step('omil', 70, 'note', { data: { text: 'Tuvo entrevista; la empresa pide una semana.' } }),
    outcome('omil', 170, 'placed', 'Contrato escrito a plazo fijo.', 'placement'), seen(),
  ]),
  'work-partial': work('OML-02', [...taken('omil'), step('omil', 8, 'start'), outcome('omil', 60, 'provided_partially', 'Falta inscribirse en la BNE: no tiene clave.'), seen('meson2')]),
  'work-came-late': work('OML-02', [
    ...cited('omil', omilDesk, 30), step('omil', 54, 'no_show'), step('omil', 24, 'note', { data: { text: 'Llegó al día siguiente; se le atendió igual.' } }),
    outcome('omil', 40, 'provided', 'Orientación hecha.'), seen(),
  ]),
  'work-no-vacancy': work('OML-03', [...taken('omil'), step('omil', 10, 'start'), outcome('omil', 140, 'not_provided', 'No hubo una vacante para su oficio; se le vuelve a llamar.'), seen()]),
  'work-withdrew': work('OML-02', [...taken('omil'), step('meson', 30, 'cancel', { data: { reasonCode: 'person_withdrew', text: 'Encontró trabajo por su cuenta.', wish: 'phone' }, actingFor: 'person' }), step('omil', 20, 'confirm_cancel'), seen()]),
  'work-waiting': work('OML-02', []),
  'work-scheduled': work('OML-02', cited('omil', omilDesk, 70), { by: 'meson2' }),
  'work-overdue': work('OML-01', []),
};

const socialPlots: Record<string, Plot> = {
  'social-food': aid('SOC-03', [...cited('dideco', social, 30), outcome('dideco', 36, 'benefit_granted', 'Se entregó una caja de alimentos.', 'benefit'), seen()]),
  'social-medicine': aid('SOC-03', [...taken('dideco'), outcome('dideco', 50, 'benefit_granted', 'Se pagó la receta de un mes.', 'benefit'), seen('meson2')]),
  'social-report': aid('SOC-04', [...taken('dideco'), step('dideco', 20, 'start'), outcome('dideco', 90, 'provided', 'Informe social entregado.', 'document'), seen()]),
  'social-family-subsidy': aid('SOC-05', [...opened('dideco'), ask('dideco', 'household', 'Falta saber con quién viven los niños.'), step('meson', 24, 'supply_info', { data: { text: 'Viven con su madre y su abuela.' } }), step('dideco', 6, 'accept', { data: { responsibleOfficial: 'Luis Araya' } }), outcome('dideco', 120, 'provided', 'Postulación ingresada.', 'document'), seen()]),
  'social-not-given': aid('SOC-03', [...taken('dideco'), step('dideco', 20, 'start'), outcome('dideco', 60, 'not_provided', 'No hay fondos hasta el próximo mes.'), seen()]),
  'social-waiting': aid('SOC-03', [], { priority: 'urgent' }),
  'social-overdue': aid('SOC-04', opened('dideco')),
  'social-scheduled': aid('SOC-03', cited('dideco', social, 60), { by: 'meson2' }),
  'household-register': aid('SOC-01', [...cited('dideco', social, 50), outcome('dideco', 54, 'provided', 'Ingreso al Registro Social de Hogares solicitado.', 'document'), seen()]),
  'household-register-silent': to('BR-IPS-VALPO', 'SOC-01', []),
  'demo-social-refused': demoAid('SOC-03', [...opened('sociala'), refused('sociala', 'document_missing', 'Debe traer un contrato de arriendo escrito.', { type: 'document', words: 'Contrato de arriendo escrito' }), seen()]),
  'demo-social-waiting': demoAid('SOC-03', []),
  'demo-social-withdrawn': demoAid('SOC-04', taken('sociala'), { withdrawnAfter: 26 }),
};

const healthPlots: Record<string, Plot> = {
  'health-enrolled': health('SAL-01', [...taken('salud'), outcome('salud', 50, 'enrolled', 'Quedó con inscripción en el centro.', 'enrolment'), seen()]),
  'health-control': health('SAL-06', [...cited('salud', 'Centro de salud Demo Norte', 40), outcome('salud', 46, 'provided', 'Control hecho con facilitador.'), seen()]),
  'health-child': health('SAL-01', [...taken('salud'), step('salud', 20, 'start'), outcome('salud', 60, 'provided', 'Niños con vacunas y control al día.', 'document'), seen('meson2')]),
  'pregnancy-control': health('SAL-03', [...cited('salud', 'Centro de salud Demo Norte', 26), outcome('salud', 30, 'provided', 'Primer control de embarazo hecho.', 'appointment_attended'), seen()], { priority: 'urgent' }),
  'demo-health-refused': health('SAL-01', [...opened('salud'), refused('salud', 'document_not_accepted', 'Piden cuenta de servicio a nombre propio.', { type: 'residence', words: 'Cuenta de servicio a nombre propio' }), seen()]),
  'health-waiting': health('SAL-01', []),
  'pregnancy-waiting': health('SAL-03', [], { priority: 'urgent' }),
  'health-taken': health('SAL-01', taken('salud')),
  'health-withdrawn': health('SAL-06', taken('salud'), { withdrawnAfter: 30 }),
  'health-baron-silent': to('BR-CESFAM-BARON', 'SAL-04', []),
};

const schoolPlots: Record<string, Plot> = {
  'school-enrolled': school('EDU-03', [...taken('escuela'), step('escuela', 20, 'start'), outcome('escuela', 90, 'enrolled', 'Tiene matrícula en una escuela cerca de su casa.', 'enrolment'), seen()]),
  'school-nursery': school('EDU-05', [...taken('escuela'), outcome('escuela', 120, 'enrolled', 'Cupo de jornada completa en el jardín.', 'enrolment'), seen('meson2')]),
  'school-moved-away': school('EDU-03', [...taken('escuela'), step('escuela', 40, 'cancel', { data: { reasonCode: 'person_moved', text: 'La familia se fue a Quilpué.' } }), seen()]),
  'school-waiting': school('EDU-03', []),
  'school-taken': school('EDU-03', taken('escuela'), { by: 'meson2' }),
  'school-asked': school('EDU-03', [...opened('escuela'), ask('escuela', 'need_detail', 'Falta el último curso que aprobó el niño.')]),
};

const trainingPlots: Record<string, Plot> = {
  'training-enrolled': training('SEN-01', [...taken('sence'), step('sence', 20, 'start'), outcome('sence', 110, 'enrolled', 'Tiene cupo en el curso que empieza el lunes.', 'enrolment'), seen()]),
  'training-spanish': training('SEN-04', [...taken('sence'), outcome('sence', 80, 'enrolled', 'Cupo en español, nivel inicial, dos tardes por semana.', 'enrolment'), seen()]),
  'training-declined': training('SEN-01', [...taken('sence'), step('meson', 40, 'cancel', { data: { reasonCode: 'person_withdrew', text: 'El horario choca con su trabajo.' } }), step('sence', 10, 'confirm_cancel'), seen()]),
  'training-waiting': training('SEN-01', []),
  'training-held': training('SEN-01', [...taken('sence'), step('sence', 6, 'hold', { data: { reasonCode: 'waiting_list', text: 'Espera cupo en el curso siguiente.' }, reviewIn: 20 })]),
  'training-asked': training('SEN-01', [...opened('sence'), ask('sence', 'document', 'Falta el certificado de estudios, si lo tiene.')]),
};

/** The plots that `told` of demo-people.json names: what an errand came to, whoever lived it. A real branch never refuses. */
export const plots: Readonly<Record<string, Plot>> = {
  ...workPlots, ...socialPlots, ...healthPlots, ...schoolPlots, ...trainingPlots,
  'legal-advice-silent': to('BR-SJM-VALPO', 'CAJ-01', []),
  'papers-demo-waiting': to('BR-DEMO-CEDULAS-A', 'SRC-01', []),
};

/** A plot in the words of one person; throws for a name nobody wrote. */
export function storyOf(name: string, text: string): Story {
  const plot = plots[name];
  if (!plot) throw new Error(`no plot ${name}`);
  return { ...plot, text };
}
