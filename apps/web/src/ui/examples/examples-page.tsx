import type { ReactNode } from 'react';
import { languages, languageInfo } from '@konbit/contracts/format';
import { showLanguage } from '../../i18n/catalogues.js';
import { Row } from '../layout.js';
import { LiveRegion } from '../live-region.js';
import { Menu, MenuItem } from '../menu.js';
import { Page, PageTitle } from '../page.js';
import { DataExamples } from './data-examples.js';
import { FormExamples } from './form-examples.js';
import { MessageExamples } from './message-examples.js';

function setTheme(theme: string): void {
  if (theme) document.documentElement.dataset['theme'] = theme;
  else delete document.documentElement.dataset['theme'];
}

function Switches(): ReactNode {
  return (
    <Row>
      <Menu label="Idioma" summary="Idioma">{languages.map((language) => <MenuItem key={language} onChoose={() => void showLanguage(language)}>{languageInfo[language].name}</MenuItem>)}</Menu>
      <Menu label="Tema" summary="Tema">
        <MenuItem onChoose={() => setTheme('')}>Sistema</MenuItem>
        <MenuItem onChoose={() => setTheme('light')}>Claro</MenuItem>
        <MenuItem onChoose={() => setTheme('dark')}>Oscuro</MenuItem>
        <MenuItem onChoose={() => { document.documentElement.dataset['contrast'] = 'more'; }}>Alto contraste</MenuItem>
      </Menu>
    </Row>
  );
}

/** Every component in every state, for tests and for who builds screens. Not part of what ships. */
export function Component(): ReactNode {
  return (
    <main id="contenido">
      <Page title="Ejemplos">
        <div className="row ends"><PageTitle>Ejemplos de componentes</PageTitle><Switches /></div>
        <DataExamples />
        <FormExamples />
        <MessageExamples />
      </Page>
      <LiveRegion />
    </main>
  );
}
