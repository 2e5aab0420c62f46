import type { KoaContextWithOIDC } from 'oidc-provider';

export interface DemoHint { username: string; name: string; work: string }

export interface LoginPage {
  action: string;
  username: string;
  problem: string | null;
  demo: { password: string; accounts: readonly DemoHint[] } | null;
}

/** A page and the origins its forms may lead to. */
export interface Page { html: string; formTarget: string }

/** The sign-in form; `problem` is shown and read out when a try failed. */
export function loginPage(gatewayUrl: string, page: LoginPage): Page {
  const problem = page.problem === null ? '' : `<p class="notice error" role="alert" id="problema">${escape(page.problem)}</p>`;
  const described = page.problem === null ? '' : ' aria-describedby="problema" aria-invalid="true"';
  return layout(gatewayUrl, 'Iniciar sesión', `
    <h1>Iniciar sesión</h1>
    ${problem}
    <form method="post" action="${escape(page.action)}" class="stack">
      <p class="field"><label for="usuario">Usuario</label>
        <input id="usuario" name="usuario" value="${escape(page.username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${described}></p>
      <p class="field"><label for="clave">Contraseña</label>
        <input id="clave" name="clave" type="password" autocomplete="current-password" required${described}></p>
      <p><button class="btn" id="entrar">Entrar</button></p>
    </form>
    ${page.demo === null ? '' : demoList(page.demo)}`, 'sign-in.js');
}

/** The page that ends the session by itself; the button is for browsers without scripts. */
export function signOutPage(gatewayUrl: string, form: string): Page {
  return layout(gatewayUrl, 'Cerrando sesión', `
    <h1>Cerrando sesión…</h1>
    ${form}
    <p><button class="btn" form="op.logoutForm" name="logout" value="yes" id="salir">Cerrar sesión</button></p>`, 'sign-out.js');
}

/** Shown after signing out when the application asked for no return. */
export function signedOutPage(gatewayUrl: string): Page {
  return layout(gatewayUrl, 'Sesión cerrada', `
    <h1>Sesión cerrada</h1>
    <p>Ya puede cerrar esta ventana. <a href="${escape(gatewayUrl)}">Volver a Konbit</a></p>`);
}

/** What a person reads when a step cannot go on; the cause is a code, for whoever helps. */
export function errorPage(gatewayUrl: string, code: string): Page {
  return layout(gatewayUrl, 'No se pudo iniciar sesión', `
    <h1>No se pudo iniciar sesión</h1>
    <p>La página venció o el enlace ya se usó. Vuelva a Konbit e inicie sesión otra vez.</p>
    <p><a class="btn" href="${escape(gatewayUrl)}">Volver a Konbit</a></p>
    <p class="muted small">Código: ${escape(code)}</p>`);
}

/** Headers of every page: nothing but our own style and script, never inside a frame. */
export function pageHeaders(page: Page): Record<string, string> {
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self' ${page.formTarget}; base-uri 'none'; frame-ancestors 'none'`,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}

/** Writes a page as the answer of the provider. */
export function sendPage(ctx: KoaContextWithOIDC, page: Page): void {
  ctx.set(pageHeaders(page));
  ctx.body = page.html;
}

function demoList(demo: NonNullable<LoginPage['demo']>): string {
  const items = demo.accounts.map((account) => `
      <li><button type="button" class="pick" data-user="${escape(account.username)}" data-password="${escape(demo.password)}"><strong>${escape(account.username)}</strong><span>${escape(account.name)}</span><span class="muted small">${escape(account.work)}</span></button></li>`);
  return `<section class="stack" aria-labelledby="demo">
    <h2 id="demo">Cuentas de demostración</h2>
    <p class="muted">Elija una para llenar el formulario. La contraseña de todas es <b>${escape(demo.password)}</b>.</p>
    <ul class="picks">${items.join('')}
    </ul>
  </section>`;
}

function layout(gatewayUrl: string, title: string, body: string, script?: string): Page {
  const html = `<!doctype html>
<html lang="es">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title} · Konbit</title>
  <link rel="stylesheet" href="/assets/sign-in.css">${script === undefined ? '' : `
  <script src="/assets/${script}" defer></script>`}
</head>
<body>
  <header class="top"><p class="brand"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M1 16h7v7H1zM8.500 8.500h7V23h-5v-7h-2zM16 1h7v22h-5V8.500h-2z"/></svg>Konbit</p></header>
  <main class="stack">${body}
  </main>
</body>
</html>
`;
  return { html, formTarget: new URL(gatewayUrl).origin };
}

function escape(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => named[character] ?? character);
}
