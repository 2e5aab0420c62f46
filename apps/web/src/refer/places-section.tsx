import { useEffect, useState, type ReactNode } from 'react';
import { papersInWords, serviceBaseline, serviceChoice } from '../codes/service-names.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-fields.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { FieldError, fieldId } from '../ui/field.js';
import { Section } from '../ui/layout.js';
import { Facts } from '../ui/lists.js';
import { announce } from '../ui/live-region.js';
import { EmptyState } from '../ui/messages.js';
import { Reasons } from '../ui/tag.js';
import { SelectField } from '../ui/text-fields.js';
import { presentPlaces, servicesOf, type OtherPlace, type PlaceCard, type PlaceFacts, type ServiceFacts } from './places.js';
import { referWords } from './refer-words.js';
import type { Refer } from './use-refer.js';

/** *A dónde puede ir*: the service, its best places as cards, and the others with why not. */
export function PlacesSection({ refer, places }: { refer: Refer; places: readonly PlaceFacts[] }): ReactNode {
  const t = useT();
  const format = useFormat();
  const { entry, values, search } = refer;
  const services = servicesOf(places);
  const choice = presentPlaces(places, values.serviceId, search, t, format);
  const pick = usePick(refer);
  if (services.length === 0) return <EmptyState title={<T of={referWords.nowhere} />}><p><T of={referWords.nowhereHelp} /></p></EmptyState>;
  const shown = choice.cards.filter((card) => card.place.branchId !== null).length;
  return (
    <Section title={<T of={referWords.where} />} fact={<T of={shown === choice.all ? referWords.countAll(choice.all) : referWords.count(shown, choice.all)} />}>
      <ServiceChoice refer={refer} services={services} />
      <FieldError id={fieldId('destination')} error={entry.errorOf('destination')} />
      <ChoiceCards legend={<T of={referWords.choose} />} field={entry.form.register('destination')}
        cards={choice.cards.map((card) => ({ value: card.place.value, title: card.place.name, body: <Reasons items={card.reasons} />, side: card.at && <Side card={card} /> }))} />
      {choice.poolNot && <p className="small muted">{choice.poolNot}</p>}
      {choice.rest.length > 0 && (
        <details>
          <summary><T of={referWords.whyNot(choice.rest.length)} /></summary>
          <Others rows={choice.rest} onPick={pick} />
        </details>
      )}
    </Section>
  );
}

/** Which service, where several answer the need; and what it asks for, the same at every place. */
function ServiceChoice({ refer, services }: { refer: Refer; services: readonly ServiceFacts[] }): ReactNode {
  const { language } = useFormat();
  const service = refer.scene.service;
  const asks = service && serviceBaseline(service, language);
  const papers = service && papersInWords(service, language);
  const facts = (asks ?? papers) && <>{asks && <T of={referWords.asks(asks.text)} quote={asks} />}{asks && papers && <br />}{papers && <T of={referWords.bring(papers.text)} quote={papers} />}</>;
  if (services.length < 2) return facts && <p className="small muted">{facts}</p>;
  return (
    <SelectField label={<T of={referWords.service} />} field={refer.entry.form.register('serviceId')} emptyOption={false} hint={facts ?? undefined}
      options={services.map((one) => serviceChoice(one.id, one, language))} />
  );
}

function Side({ card }: { card: PlaceCard }): ReactNode {
  return (
    <div className="small">
      <Facts layout="one" facts={[{ key: 'at', label: <T of={referWords.at} />, value: card.at }, { key: 'hours', label: <T of={referWords.hours} />, value: card.hours }]} />
    </div>
  );
}

function Others({ rows, onPick }: { rows: readonly OtherPlace[]; onPick: (place: OtherPlace) => void }): ReactNode {
  const t = useT();
  const columns: Column<OtherPlace>[] = [
    { key: 'branch', header: <T of={referWords.branch} />, rowHeader: true, cell: (row) => row.name },
    { key: 'why', header: <T of={referWords.why} />, cell: (row) => <>{row.why}{row.unknown && <Sub>{row.unknown}.</Sub>}</> },
    { key: 'action', header: <T of={referWords.action} />, cell: (row) => <Button kind="alt" aria-label={t(referWords.pickNamed(row.name))} onClick={() => onPick(row)}><T of={referWords.pick} /></Button> },
  ];
  return <DataTable caption={<T of={referWords.why} />} hideHeader columns={columns} rows={rows} rowKey={(row) => row.value} />;
}

/** Makes one of the others the chosen card and takes the focus there: its button is gone. */
function usePick({ entry }: Refer): (place: OtherPlace) => void {
  const t = useT();
  const [picked, setPicked] = useState<string | null>(null);
  useEffect(() => {
    if (picked) document.querySelector<HTMLInputElement>(`input[name="destination"][value="${picked}"]`)?.focus();
  }, [picked]);
  return ({ value, name }) => {
    entry.form.setValue('destination', value);
    setPicked(value);
    announce(t(referWords.picked(name)));
  };
}
