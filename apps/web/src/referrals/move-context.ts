import type { MoveCommand } from '@konbit/contracts';
import { useRef, useState } from 'react';
import { serviceChoice, servicePapers, type ServiceChoice } from '../codes/service-names.js';
import type { Language } from '@konbit/contracts/format';
import { useFormat } from '../i18n/use-format.js';
import { useData } from '../shell/data.js';
import { useSession } from '../shell/session.js';
import { dateTexts } from '../ui/date-parts.js';
import { startValues, type ForwardPlace, type MoveContext, type MoveValues } from './move-values.js';
import { sightOf, type ReferralFacts } from './referral-presenter.js';
import { ForwardPlaces } from './referrals.graphql.js';
import { useFormId } from './use-move.js';

const mostPlaces = 60;

/** What the form of a command knows; what the server asked for stays when the command closes meanwhile. */
export function useMoveContext(command: MoveCommand, referral: ReferralFacts): MoveContext {
  const { language } = useFormat();
  const childId = useFormId();
  const places = usePlaces(command === 'forward', referral);
  const asked = useRef<readonly string[]>([]);
  const action = referral.availableActions.find((one) => one.command === command);
  if (action) asked.current = action.requires;
  return {
    command, requires: asked.current, state: referral.state, mine: referral.mine, withdrawn: sightOf(referral) === 'withdrawn', documents: documentsOf(referral, language),
    appointmentId: referral.appointment?.id ?? null, childId, places, needCode: referral.needCode, sharedGroups: referral.detail?.fieldGroups ?? [],
  };
}

/** What is published stands in the answer as it was published, whatever the language it is read in. */
function documentsOf({ service }: ReferralFacts, language: Language): ServiceChoice[] {
  return service ? servicePapers(service, language).map(({ text, lang }, at) => ({ value: service.documents[at] ?? text, label: text, ...(lang && { lang }) })) : [];
}

/** Branches of the municipality that offer something for this need; others need a consent, which the person's page takes. */
function usePlaces(enabled: boolean, { needCode, ownerBranch, originBranch }: ReferralFacts): ForwardPlace[] {
  const { language } = useFormat();
  const { data } = useData(ForwardPlaces, { need: needCode, first: mostPlaces }, { topics: ['offering'], enabled });
  const found = data?.destinations.destinations.filter(({ insideMunicipality, branch }) => insideMunicipality && branch.id !== ownerBranch?.id && branch.id !== originBranch.id) ?? [];
  return found.map(({ branch, service }) => {
    const choice = serviceChoice(`${branch.id} ${service.id}`, service, language);
    return { ...choice, label: `${branch.name} · ${choice.label}`, branchId: branch.id, serviceId: service.id, normCode: service.normCodes[0] ?? null, fieldGroups: service.fieldGroups };
  });
}

/** What the form starts with, made once. */
export function useStartValues(command: MoveCommand, requires: readonly string[], referral: ReferralFacts): MoveValues {
  const { user, actingBranch } = useSession();
  const format = useFormat();
  const [start] = useState(() => {
    const { day, month, year } = dateTexts(format.dayOf());
    const { appointment, person } = referral;
    return startValues(command, requires, {
      official: user.name, today: { day, month, year }, now: format.time(format.now()), branchName: actingBranch?.name ?? '', interpreter: person?.identity?.interpreter ?? false,
      priority: referral.priority, needText: referral.detail?.needText ?? '', appointment: appointment?.end === null ? appointment : null,
    });
  });
  return start;
}
