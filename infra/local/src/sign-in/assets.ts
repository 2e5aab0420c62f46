interface Asset { type: string; text: string }

const style = `
:root {
  color-scheme: light dark;
  --canvas: light-dark(#FFFFFF, #14181D); --surface: light-dark(#F3F5F7, #1D232A); --ink: light-dark(#2B2F36, #F1F3F5);
  --muted: light-dark(#52606D, #B4BEC8); --line: light-dark(#D5DCE3, #37414B); --control: light-dark(#6B7784, #8A96A3);
  --action: light-dark(#005A94, #7CC0F2); --action-strong: light-dark(#00426D, #A9D7FA); --on-action: light-dark(#FFFFFF, #14181D);
  --action-tint: light-dark(#EAF2F8, #17293A); --error: light-dark(#B3261E, #FF9B91); --error-tint: light-dark(#FBEDEB, #3A1D1B);
  --ring: light-dark(#2B2F36, #14181D); --halo: #FFDD00;
}
@media (prefers-contrast: more) {
  :root {
    --canvas: light-dark(#FFFFFF, #000000); --surface: light-dark(#FFFFFF, #000000); --ink: light-dark(#000000, #FFFFFF);
    --muted: light-dark(#2B2F36, #E3E8ED); --line: light-dark(#52606D, #B4BEC8); --control: light-dark(#000000, #FFFFFF);
    --action: light-dark(#003B66, #B5DCFB); --action-strong: light-dark(#00284A, #D9EEFF); --error: light-dark(#8A140D, #FFC4BE);
    --action-tint: var(--canvas); --error-tint: var(--canvas); --on-action: var(--canvas);
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--canvas); color: var(--ink); font: 400 1rem/1.5 "Noto Sans Variable", "Noto Sans", system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body, h1, h2, p, ul { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: 1.625rem; line-height: 1.25; font-weight: 600; }
h2 { font-size: 1.25rem; line-height: 1.4; font-weight: 600; border-top: 2px solid var(--ink); padding-top: 0.5rem; }
strong, b { font-weight: 600; }
a { color: var(--action); text-underline-offset: 0.2em; }
:focus-visible { outline: 3px solid var(--ring); outline-offset: 0; box-shadow: 0 0 0 6px var(--halo); z-index: 1; }
.muted { color: var(--muted); }
.small { font-size: 0.875rem; }
.top { border-bottom: 1px solid var(--line); background: var(--surface); padding: 0 1.5rem; }
.brand { max-width: 30rem; margin: 0 auto; display: flex; align-items: center; gap: 0.5rem; min-height: 3.5rem; font-weight: 600; font-size: 1.25rem; }
.brand svg { width: 1.5rem; height: 1.5rem; fill: var(--action); }
main { max-width: 33rem; margin: 0 auto; padding: 1.5rem 1.5rem 3rem; }
.stack { display: grid; gap: 1rem; }
.field { display: grid; gap: 0.25rem; }
.field label { font-weight: 600; }
input { font: inherit; color: var(--ink); background: var(--canvas); border: 1px solid var(--control); border-radius: 0; width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; }
input[aria-invalid] { border: 2px solid var(--error); }
.notice { border-left: 4px solid var(--error); background: var(--error-tint); padding: 0.5rem 1rem; font-weight: 600; }
.btn { display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: 0.5rem 1rem; font: inherit; font-weight: 600; line-height: 1.25; color: var(--on-action); background: var(--action); border: 1px solid var(--action); border-radius: 0; text-decoration: none; cursor: pointer; }
.btn:hover { background: var(--action-strong); border-color: var(--action-strong); }
.picks { border-top: 1px solid var(--control); }
.picks li { border-bottom: 1px solid var(--line); }
.pick { position: relative; display: grid; grid-template-columns: 7rem minmax(0, 1fr); gap: 0 1rem; width: 100%; min-height: 2.75rem; padding: 0.5rem 0; font: inherit; text-align: left; color: var(--ink); background: none; border: 0; border-radius: 0; cursor: pointer; }
.pick strong { color: var(--action); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.pick .small { grid-column: 2; }
.pick:hover { background: var(--action-tint); }
`;

const signIn = `
for (const pick of document.querySelectorAll('.pick')) {
  pick.addEventListener('click', () => {
    document.getElementById('usuario').value = pick.dataset.user;
    document.getElementById('clave').value = pick.dataset.password;
    document.getElementById('entrar').focus();
  });
}
const user = document.getElementById('usuario');
(user.value ? document.getElementById('clave') : user).focus();
`;

const signOut = `
document.getElementById('salir').click();
`;

/** Style and scripts of the sign-in pages by path; files of their own because the pages forbid inline code. */
export const assets: Readonly<Record<string, Asset>> = {
  '/assets/sign-in.css': { type: 'text/css; charset=utf-8', text: style },
  '/assets/sign-in.js': { type: 'text/javascript; charset=utf-8', text: signIn },
  '/assets/sign-out.js': { type: 'text/javascript; charset=utf-8', text: signOut },
};
