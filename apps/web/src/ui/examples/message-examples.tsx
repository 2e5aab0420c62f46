import { useState, type ReactNode } from 'react';
import { Button } from '../button.js';
import { Dialog } from '../dialog.js';
import { Columns, Row, Section } from '../layout.js';
import { announce } from '../live-region.js';
import { EmptyState, Loading, Notice } from '../messages.js';
import { DraftMark } from '../tag.js';

/** What the screen says to the person. */
export function MessageExamples(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <Columns kind="even">
      <Section title="Avisos">
        <Notice>Aviso que informa</Notice>
        <Notice kind="warn" title="El certificado vence en 24 días">Pida la prórroga antes del 18 de diciembre.</Notice>
        <Notice kind="error" title="No se pudo cargar">Revise su conexión.</Notice>
        <Notice kind="plain">Lea en voz alta.</Notice>
        <DraftMark band><strong>Borrador.</strong> Falta la revisión.</DraftMark>
      </Section>
      <Section title="Vacío, espera y pregunta">
        <EmptyState title="No hay derivaciones por responder">Cuando llegue una, aparecerá aquí sin recargar.</EmptyState>
        <Loading />
        <Row><Button kind="alt" onClick={() => setOpen(true)}>Abrir una pregunta</Button><Button kind="alt" onClick={() => announce('Llegó una derivación')}>Anunciar</Button></Row>
        <Dialog open={open} title="¿Anular la derivación?" onClose={() => setOpen(false)} actions={<><Button kind="risk" onClick={() => setOpen(false)}>Anular</Button><Button kind="alt" autoFocus onClick={() => setOpen(false)}>Volver</Button></>}>
          <p>La otra oficina verá que ya no hace falta.</p>
        </Dialog>
      </Section>
    </Columns>
  );
}
