export type Trouble = 'issuer_down' | 'not_finished' | 'expired' | 'refused' | 'another_site';

interface Words { status: number; title: string; what: string; todo: string; link: { to: string; text: string } }

const again = { to: '/auth/login', text: 'Volver a ingresar' };
const words: Record<Trouble, Words> = {
  issuer_down: {
    status: 503, title: 'El ingreso no está disponible', what: 'El servicio que comprueba usuarios y contraseñas no responde.',
    todo: 'Espere un minuto y vuelva a intentar. Si sigue igual, avise a quien administra Konbit en su municipio. Lo que tenga escrito en otra ventana se conserva.', link: again,
  },
  not_finished: {
    status: 400, title: 'No terminó de ingresar', what: 'El ingreso se interrumpió antes de terminar.', todo: 'Vuelva a ingresar con su usuario y contraseña.', link: again,
  },
  expired: {
    status: 400, title: 'El ingreso caducó', what: 'Pasaron más de diez minutos, o el ingreso empezó en otra ventana.', todo: 'Vuelva a ingresar desde esta ventana.', link: again,
  },
  refused: {
    status: 403, title: 'No se pudo comprobar su ingreso', what: 'La respuesta del servicio de ingreso no es válida, y por seguridad no se aceptó.',
    todo: 'Vuelva a ingresar. Si se repite, avise a quien administra Konbit en su municipio.', link: again,
  },
  another_site: {
    status: 403, title: '¿Quiere cerrar la sesión?', what: 'Otra página pidió cerrar su sesión de Konbit.', todo: 'Si usted no lo pidió, cierre esta ventana y siga trabajando.',
    link: { to: '/auth/logout', text: 'Cerrar la sesión' },
  },
};

/** A page that says in plain words what happened at sign-in and what to do. */
export function troublePage(trouble: Trouble): { status: number; html: string } {
  const { status, title, what, todo, link } = words[trouble];
  return { status, html: page(title, `<p>${what}</p><p>${todo}</p><p><a class="btn" href="${link.to}">${link.text}</a></p>`) };
}

/** The small window's last page: it tells the other windows, and closes. */
export function popupDonePage(): string {
  return page('Ya ingresó', '<p>Puede cerrar esta ventana y seguir donde estaba.</p>', '<script src="/auth/popup.js"></script>');
}

export const popupScript = `new BroadcastChannel('konbit-session').postMessage({ type: 'signed-in' });
window.close();
`;

export const pageStyle = `:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#FFFFFF, #14181D); color: light-dark(#2B2F36, #F1F3F5); font: 400 1rem/1.5 "Noto Sans", system-ui, sans-serif; }
header { border-bottom: 1px solid light-dark(#D5DCE3, #37414B); background: light-dark(#F3F5F7, #1D232A); padding: 0.75rem 1.5rem; font-weight: 600; font-size: 1.25rem; }
main { max-width: 33rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.625rem; line-height: 1.25; }
.btn { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 1rem; font-weight: 600; color: light-dark(#FFFFFF, #14181D); background: light-dark(#005A94, #7CC0F2); text-decoration: none; }
:focus-visible { outline: 3px solid light-dark(#2B2F36, #14181D); box-shadow: 0 0 0 6px #FFDD00; }
`;

function page(title: string, body: string, end = ''): string {
  return `<!doctype html>
<html lang="es-CL"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Konbit</title>
<link rel="icon" href="/konbit.svg"><link rel="stylesheet" href="/auth/page.css"></head>
<body><header>Konbit</header><main><h1>${title}</h1>${body}</main>${end}</body></html>
`;
}
