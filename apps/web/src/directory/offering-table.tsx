import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { ServiceName } from '../codes/service-name.js';
import { papersInWords } from '../codes/service-names.js';
import { T, Text, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { directoryWords } from './directory-words.js';
import { offeringPath } from './paths.js';
import { HoursList, LanguageList, OfferingState, Unconfirmed } from './place-parts.js';
import { feeInWords, verifiedInWords, type OfferingFacts } from './place-presenter.js';

/** What a place gives: each service with its papers, price, hours where they differ, and who confirmed it. */
export function OfferingTable({ branchId, offerings, mayEdit }: { branchId: string; offerings: readonly OfferingFacts[]; mayEdit: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const columns: Column<OfferingFacts>[] = [
    {
      key: 'service', header: <T of={directoryWords.service} />, rowHeader: true,
      cell: (offering) => (
        <>
          {mayEdit ? <Link to={offeringPath(branchId, offering.id)}><ServiceName service={offering.service} /></Link> : <ServiceName service={offering.service} />}
          {offering.note && <Sub><span lang="es">{offering.note}</span></Sub>}
        </>
      ),
    },
    { key: 'papers', header: <T of={directoryWords.papers} />, label: t(directoryWords.papers), cell: (offering) => <Papers offering={offering} /> },
    { key: 'fee', header: <T of={directoryWords.fee} />, label: t(directoryWords.fee), cell: (offering) => feeInWords(offering, t) ?? <Unconfirmed /> },
    { key: 'hours', header: <T of={directoryWords.hours} />, label: t(directoryWords.hours), cell: (offering) => <Hours offering={offering} /> },
    { key: 'verified', header: <T of={directoryWords.verified} />, label: t(directoryWords.verified), cell: (offering) => verifiedInWords(offering, t, format) },
    { key: 'state', header: <T of={directoryWords.state} />, cell: (offering) => <OfferingState status={offering.status} /> },
  ];
  return <DataTable lines caption={<T of={directoryWords.services} />} columns={columns} rows={offerings} rowKey={({ id }) => id} />;
}

function Papers({ offering }: { offering: OfferingFacts }): ReactNode {
  const { language } = useFormat();
  const { documents, service } = offering;
  if (documents && documents.length === 0) return <T of={directoryWords.noPapers} />;
  if (documents) return <ul className="papers" lang="es">{documents.map((paper) => <li key={paper}>{paper}</li>)}</ul>;
  const usual = papersInWords(service, language);
  if (!usual) return <Unconfirmed />;
  return <span><Unconfirmed /><Sub><T of={directoryWords.usualPapers} /> <Text of={usual} /></Sub></span>;
}

function Hours({ offering: { hours, languages } }: { offering: OfferingFacts }): ReactNode {
  return (
    <span>
      {hours ? <HoursList hours={hours} /> : <span className="muted"><T of={directoryWords.sameAsPlace} /></span>}
      {languages && <Sub><T of={directoryWords.languages} />: <LanguageList codes={languages} /></Sub>}
    </span>
  );
}
