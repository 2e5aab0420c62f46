import { useMemo, type ReactNode } from 'react';
import { useT } from '../i18n/text.js';
import { cx } from '../ui/class-names.js';
import { DraftMark } from '../ui/tag.js';
import { qrPath } from './qr-path.js';
import type { PresentedSlip, SlipSide } from './slip-presenter.js';
import { slipWords } from './slip-words.js';

/** The paper says it in Spanish, whatever the language of the screen. */
const Draft = (): ReactNode => <DraftMark><span lang="es">BORRADOR</span></DraftMark>;

/** The paper itself: two equal columns, Spanish left, the person's language right, row beside row. */
export function SlipPaper({ slip, size }: { slip: PresentedSlip; size: string }): ReactNode {
  const t = useT();
  return (
    <article className={cx('slip', `slip-${size}`, slip.fullness, slip.sides.length === 1 && 'alone')} aria-label={t(slipWords.region)}>
      <header className="slip-h"><strong lang="es">{slip.heading}</strong>{slip.draft && <Draft />}<span lang="es">{slip.sub}</span></header>
      <div className="slip-two">{slip.sides.map((side) => <Side key={side.language} side={side} />)}</div>
      <footer className="slip-f">
        <p className="free">{slip.sides.map((side) => <span key={side.language} lang={side.html} className="line">{side.free}</span>)}</p>
        <p>{slip.sides.map((side) => <span key={side.language} lang={side.html} className="line">{side.listen}</span>)}<span className="line num">{slip.address}</span></p>
        <Qr address={slip.address} />
      </footer>
    </article>
  );
}

function Side({ side }: { side: SlipSide }): ReactNode {
  return (
    <section lang={side.html}>
      <h2>{side.name}{side.draft && <Draft />}</h2>
      <dl>
        {side.rows.map((row) => (
          <div key={row.key}><dt>{row.label}</dt><dd className={row.strong ? 'key' : undefined}>{row.lines.map((line, at) => <span key={at} className="line" lang={line.lang}>{line.text}</span>)}</dd></div>
        ))}
      </dl>
    </section>
  );
}

function Qr({ address }: { address: string }): ReactNode {
  const t = useT();
  const { path, size } = useMemo(() => qrPath(`${location.protocol}//${address}`), [address]);
  return <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t(slipWords.qr(address))} shapeRendering="crispEdges"><path className="paper" d={`M0 0h${size}v${size}H0z`} /><path className="code" d={path} /></svg>;
}
