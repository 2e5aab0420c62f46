import { useRef, useState, type FormEvent, type ReactNode } from 'react';
import { useLingui } from '@lingui/react';
import { Link, NavLink, useLocation, useNavigate } from 'react-router';
import { showLanguage } from '../i18n/catalogues.js';
import { asLanguage, languageInfo, languages } from '@konbit/contracts/format';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { appearances, showAppearance, storedAppearance, type Appearance } from '../ui/appearance.js';
import { Menu, MenuItem } from '../ui/menu.js';
import { Shape } from '../ui/shape.js';
import { Tag } from '../ui/tag.js';
import { navFor } from './navigation.js';
import { homeOf, workOf } from './roles.js';
import { chooseBranch, useSession } from './session.js';
import { shellWords } from './shell-words.js';
import { useShortcut } from './shortcuts.js';
import { useSync } from './sync.js';

/** The bar on top of every page: where I am, for whom I act, what is unsent, language, account, parts. */
export function TopBar({ onShortcuts }: { onShortcuts: () => void }): ReactNode {
  const { actingBranch, roles } = useSession();
  const t = useT();
  const entries = navFor(roles);
  return (
    <header className="top">
      <div className="top-in">
        <Link className="brand" to="/"><Shape name="brand" />Konbit</Link>
        {actingBranch && <span className="office" lang="es">{actingBranch.name}</span>}
        <SearchBox />
        <SyncLine />
        <LanguageMenu />
        <AccountMenu onShortcuts={onShortcuts} />
        {entries.length > 0 && <button type="button" className="nav-btn" popoverTarget="partes"><T of={shellWords.menu} /></button>}
        {entries.length > 0 && (
          <nav className="nav" id="partes" popover="auto" aria-label={t(shellWords.mainMenu)} onClick={(event) => { if (event.currentTarget.matches(':popover-open')) event.currentTarget.hidePopover(); }}>
            <ul>{entries.map((entry) => <li key={entry.to}><NavLink to={entry.to} end><T of={entry.label} /></NavLink></li>)}</ul>
          </nav>
        )}
      </div>
    </header>
  );
}

/** The search that is on every page but the desk's own home, which has the big one. */
function SearchBox(): ReactNode {
  const box = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const t = useT();
  const isDesk = homeOf(useSession().roles) === '/meson';
  useShortcut('/', shellWords.keySearch, () => (box.current ?? document.querySelector<HTMLInputElement>('main input[type="search"]'))?.focus());
  if (!isDesk || pathname === '/meson') return null;
  const search = (event: FormEvent): void => {
    event.preventDefault();
    void navigate(`/meson?q=${encodeURIComponent(box.current?.value ?? '')}`);
  };
  return (
    <form className="find" role="search" onSubmit={search}>
      <label className="vh" htmlFor="buscar"><T of={shellWords.search} /></label>
      <input id="buscar" ref={box} type="search" autoComplete="off" placeholder={t(shellWords.search)} /><kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function SyncLine(): ReactNode {
  const { sending, unsent, online } = useSync();
  const tag = unsent > 0 ? <Tag tone="need"><T of={shellWords.unsent(unsent)} /></Tag>
    : !online ? <Tag tone="no"><T of={shellWords.offline} /></Tag>
      : sending > 0 ? <Tag tone="wait"><T of={shellWords.sending} /></Tag>
        : <Tag tone="done"><T of={shellWords.allSent} /></Tag>;
  return <p className="sync" role="status">{tag}</p>;
}

function LanguageMenu(): ReactNode {
  const { i18n } = useLingui();
  const t = useT();
  const now = asLanguage(i18n.locale);
  const name = (language: typeof now): ReactNode => (
    <><span lang={languageInfo[language].html}>{languageInfo[language].name}</span>{languageInfo[language].draft && <> <T of={shellWords.draftLanguage} /></>}</>
  );
  return (
    <Menu label={t(shellWords.screenLanguage)} summary={name(now)}>
      {languages.map((language) => <MenuItem key={language} current={language === now} onChoose={() => void showLanguage(language)}>{name(language)}</MenuItem>)}
    </Menu>
  );
}

function AccountMenu({ onShortcuts }: { onShortcuts: () => void }): ReactNode {
  const { roles, branches, actingBranch, user } = useSession();
  const t = useT();
  const format = useFormat();
  const work = workOf(roles);
  const first = work[0];
  return (
    <Menu label={t(shellWords.account)} summary={first ? <T of={first} /> : user.name}>
      <li className="menu-name">
        {user.name}
        {first && <span className="sub">{format.list(work.map(t))}</span>}
        {actingBranch && <span className="sub" lang="es">{actingBranch.name}, {actingBranch.orgName}</span>}
      </li>
      {branches.length > 1 && branches.map((branch) => (
        <MenuItem key={branch.id} lang="es" current={branch.id === actingBranch?.id} onChoose={() => chooseBranch(branch.id)}>{branch.name}</MenuItem>
      ))}
      <AppearanceItems />
      <MenuItem onChoose={onShortcuts}><T of={shellWords.shortcuts} /></MenuItem>
      <li><a href="/auth/logout"><T of={shellWords.signOut} /></a></li>
    </Menu>
  );
}

const lookWords = { system: shellWords.asSystem, light: shellWords.light, dark: shellWords.dark, contrast: shellWords.highContrast };

/** Light, dark or high contrast; without a choice the screen follows the computer. */
function AppearanceItems(): ReactNode {
  const [chosen, setChosen] = useState(storedAppearance);
  const choose = (look: Appearance): void => {
    showAppearance(look);
    setChosen(look);
  };
  return (
    <>
      <li className="menu-name"><T of={shellWords.appearance} /></li>
      {appearances.map((look) => <MenuItem key={look} current={look === chosen} onChoose={() => choose(look)}><T of={lookWords[look]} /></MenuItem>)}
    </>
  );
}
