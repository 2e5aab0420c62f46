import { cited, omilDesk, opened, outcome, social, step, type Step, type Story, taken } from './steps.js';

const work = (steps: Step[], text: string, service = 'OML-02', extra: Partial<Story> = {}): Story => ({ service, to: 'BR-OMIL-VALPO', by: 'meson', priority: 'routine', text, steps, ...extra });
const aid = (steps: Step[], text: string, service = 'SOC-04', extra: Partial<Story> = {}): Story => ({ service, to: 'BR-DIDECO-PLATAFORMA', by: 'meson', priority: 'routine', text, steps, ...extra });
const demoAid = (steps: Step[], text: string): Story => ({ service: 'SOC-03', to: 'BR-DEMO-SOCIAL-A', by: 'meson', priority: 'routine', text, steps });
const demoHealth = (steps: Step[], text: string): Story => ({ service: 'SAL-01', to: 'BR-DEMO-SALUD-A', by: 'meson', priority: 'routine', text, steps });

const lateness = 'Trabajó hasta tarde y no pudo llegar a la hora.';

/** Referrals in every state, each told as the offices would live it. A terminal answer without `acknowledge` waits at the desk. */
export const stories: readonly Story[] = [
  work([], 'Busca trabajo en construcción; tiene experiencia de seis años.'),
  work([], 'Cocinera; pide orientación para su primer contrato en Chile.', 'OML-02', { priority: 'urgent' }),
  work(opened('omil'), 'Quiere inscribirse para buscar empleo de bodega.', 'OML-01'),
  aid([], 'Debe dos meses de arriendo y vive con tres niños.', 'SOC-03', { priority: 'urgent' }),
  aid(opened('dideco'), 'Pide un informe social para postular a ayuda de arriendo.'),
  work([...opened('omil'), step('omil', 1, 'ask_info', { data: { missing: ['document'], text: 'Falta el certificado de su último empleo, si lo tiene.' } })], 'Mecánico automotriz; pide orientación.'),
  aid([...opened('dideco'), step('dideco', 2, 'ask_info', { data: { missing: ['household'], text: 'Falta saber cuántas personas viven en la pieza.' } })], 'Necesita alimentos esta semana.', 'SOC-03'),
  aid([...opened('dideco'), step('dideco', 2, 'ask_info', { data: { missing: ['contact'], text: 'El teléfono no contesta.' } }), step('meson', 20, 'supply_info', { data: { text: 'Llamar después de las 18:00 o dejar mensaje de voz.' } })], 'Pide ayuda con medicamentos.', 'SOC-03'),
  work(taken('omil'), 'Soldador con certificado; busca vacante.'),
  work(taken('omil'), 'Auxiliar de aseo, media jornada por sus hijos.'),
  aid(taken('dideco'), 'Pide informe social para el colegio de su hija.'),
  work(cited('omil', omilDesk, 60), 'Quiere orientación laboral con intérprete.'),
  work(cited('omil', omilDesk, 84), 'Electricista; pide ayuda con su currículum.'),
  aid(cited('dideco', social, 72), 'Arriendo atrasado dos meses.'),
  work([...cited('omil', omilDesk, 30), step('omil', 54, 'no_show')], 'Busca trabajo de temporada.'),
  work([...cited('omil', omilDesk, 30), step('omil', 54, 'no_show'), step('omil', 26, 'note', { data: { text: `${lateness} Se le atendió igual.` } })], 'Maestro pintor; busca contrato.'),
  aid([...cited('dideco', social, 50), step('dideco', 20, 'cancel_appointment', { data: { cancelledBy: 'branch', reasonCode: 'no_interpreter', text: 'No había intérprete ese día.' } })], 'Pide evaluación social.'),
  work([...taken('omil'), step('omil', 2, 'start')], 'Ayudante de cocina; comienza taller de apresto.'),
  work([...taken('omil'), step('omil', 5, 'note', { data: { text: 'Se revisó su currículum; vuelve con el certificado.' } })], 'Bodeguero con licencia de grúa.'),
  aid([...taken('dideco'), step('dideco', 4, 'start')], 'Familia con dos niños; visita en curso.'),
  aid([...taken('dideco'), step('dideco', 4, 'hold', { data: { reasonCode: 'waiting_document', text: 'Espera el certificado de residencia de la junta de vecinos.' }, reviewIn: 12 })], 'Postula a ayuda social.', 'SOC-03'),
  work([...taken('omil'), step('omil', 4, 'hold', { data: { reasonCode: 'waiting_list', text: 'Espera cupo en el taller de apresto de la próxima semana.' }, reviewIn: 9 })], 'Pide taller de apresto laboral.'),
  work([...taken('omil'), step('meson', 30, 'cancel', { data: { reasonCode: 'person_withdrew', text: 'Encontró trabajo por su cuenta.', wish: 'phone' }, actingFor: 'person' })], 'Buscaba trabajo de garzón.'),
  aid([...opened('dideco'), step('meson', 20, 'cancel', { data: { reasonCode: 'need_changed', text: 'Ahora pide otra ayuda.' } })], 'Pedía ayuda con el agua.', 'SOC-06'),
  demoAid([...opened('sociala'), step('sociala', 4, 'reject', { data: { reasonCode: 'document_missing', text: 'Debe traer un contrato de arriendo escrito.', requirement: { type: 'document', words: 'Contrato de arriendo escrito', declared: false } } })], 'Su arrendador le pidió dejar la pieza.'),
  demoAid([...opened('sociala'), step('sociala', 4, 'reject', { data: { reasonCode: 'requirement_not_met', text: 'Piden cédula vigente.', requirement: { type: 'identifier', declared: false } } }), step('meson', 24, 'acknowledge')], 'Pide ayuda de alimentos.'),
  demoHealth([...opened('salud'), step('salud', 6, 'reject', { data: { reasonCode: 'document_not_accepted', text: 'Piden cuenta de servicio a nombre propio.', requirement: { type: 'residence', words: 'Cuenta de servicio a nombre propio', declared: false } } })], 'Quiere inscribirse en un centro de salud.'),
  demoHealth(taken('salud'), 'Embarazo de tres meses; pide inscripción.'),
  demoHealth([], 'Control de su hijo de dos años.'),
  demoHealth([...cited('salud', 'Centro de salud Demo Norte', 40), outcome('salud', 60, 'provided', 'Quedó inscrita.', 'document')], 'Inscripción en el centro de salud.'),
  work([step('meson', 5, 'cancel', { data: { reasonCode: 'sent_by_mistake', text: 'Se envió dos veces.' } })], 'Busca trabajo de bodega.'),
  aid([...taken('dideco'), step('dideco', 20, 'cancel', { data: { reasonCode: 'person_moved', text: 'Se fue a vivir a Quilpué.' } }), step('meson', 20, 'acknowledge')], 'Pedía informe social.'),
  work([...taken('omil'), step('meson', 10, 'cancel', { data: { reasonCode: 'need_ended', text: 'Ya consiguió contrato.' } }), step('omil', 10, 'confirm_cancel', { data: { text: 'De acuerdo.' } })], 'Buscaba trabajo de jardinería.'),
  work([...cited('omil', omilDesk, 40), outcome('omil', 60, 'provided', 'Inscrito en la OMIL, sin BNE por ahora.')], 'Quiere inscribirse en la OMIL.', 'OML-01'),
  work([...cited('omil', omilDesk, 40), outcome('omil', 60, 'provided', 'Se hizo su currículum y se explicaron sus derechos.')], 'Pide orientación laboral.'),
  work([...cited('omil', omilDesk, 40), outcome('omil', 60, 'provided', 'Orientado; vuelve por una vacante.'), step('meson', 30, 'acknowledge')], 'Albañil con experiencia.'),
  work([...taken('omil'), step('omil', 5, 'start'), outcome('omil', 40, 'provided', 'Inscrita; recibió tres ofertas.'), step('meson', 30, 'acknowledge')], 'Cajera con experiencia.', 'OML-01'),
  work([...taken('omil'), step('omil', 5, 'start'), outcome('omil', 70, 'provided_partially', 'Falta validar su título técnico.'), step('meson', 30, 'acknowledge')], 'Técnico en refrigeración.'),
  work([...taken('omil'), outcome('omil', 30, 'provided', 'Atendido en el mesón de la OMIL.'), step('meson', 30, 'acknowledge')], 'Guardia de seguridad; pide orientación.'),
  aid([...cited('dideco', social, 40), outcome('dideco', 60, 'benefit_granted', 'Se entregó una caja de alimentos.', 'benefit')], 'Familia sin ingresos este mes.', 'SOC-03'),
  aid([...taken('dideco'), outcome('dideco', 50, 'provided', 'Informe social entregado.', 'document'), step('meson', 40, 'acknowledge')], 'Pide informe social.'),
  aid([...taken('dideco'), step('dideco', 10, 'start'), outcome('dideco', 50, 'not_provided', 'No hay fondos hasta el próximo mes.'), step('meson', 40, 'acknowledge')], 'Pide ayuda de arriendo.', 'SOC-03'),
  aid([...taken('dideco'), step('dideco', 24, 'fail', { data: { reasonCode: 'time_limit_passed', text: 'Venció el plazo del subsidio.', tried: 'Se reunieron los papeles fuera de plazo.' } })], 'Postulaba al subsidio de agua.', 'SOC-06'),
  work([...taken('omil'), step('omil', 30, 'decline', { data: { reasonCode: 'person_declined', text: 'Prefirió buscar por su cuenta.' } }), step('meson', 30, 'acknowledge')], 'Buscaba trabajo de noche.'),
  work([step('meson', 2, 'mark_error', { data: { reasonCode: 'wrong_person', text: 'Era para otra persona de la familia.' } })], 'Busca trabajo.'),
  { service: 'SOC-02', to: '05101', by: 'meson', priority: 'routine', text: 'Cambió de domicilio; puede ir a cualquier oficina social de la comuna.', steps: [] },
  { service: 'OML-02', to: 'BR-OMIL-VALPO', by: 'meson2', priority: 'routine', text: 'Falta hablar con su esposo antes de enviar.', draft: true, steps: [] },
];
