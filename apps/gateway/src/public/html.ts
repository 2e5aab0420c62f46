import { createHash } from 'node:crypto';
import { type Language, languageInfo } from '@konbit/contracts/format';

/** Text that is already HTML; everything else is escaped where it is put in. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = string | Html | null | readonly (string | Html | null)[];

/** A piece of a page: what is put in is escaped, unless it is Html itself. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(strings.reduce((text, string, index) => text + string + (index < parts.length ? written(parts[index] ?? null) : ''), ''));
}

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  return typeof part === 'string' ? escape(part) : part.map(written).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `:root{color-scheme:light dark}
body{margin:0;background:light-dark(#FFF,#14181D);color:light-dark(#2B2F36,#F1F3F5);font:400 1.125rem/1.6 "Noto Sans",system-ui,sans-serif}
main,nav,footer{max-width:36rem;margin:0 auto;padding:.5rem 1rem}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0}h1+p,h2+p,h3+p{margin-top:0}
h2,h3{font-size:1.25rem;line-height:1.3;margin:1.25rem 0 .25rem}.title{font-size:1.75rem}
p,ul{margin:.25rem 0 .5rem}ul{padding-left:1.25rem}nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
nav a,.call a{display:inline-block;min-height:2.75rem;line-height:2.75rem}
.key{font-weight:600}.draft{border:2px solid;padding:.125rem .5rem;font-weight:700;display:inline-block}
section+section{border-top:1px solid light-dark(#D5DCE3,#37414B);margin-top:1.5rem;padding-top:.5rem}
a{color:light-dark(#005A94,#7CC0F2)}
:focus-visible{outline:3px solid light-dark(#2B2F36,#14181D);box-shadow:0 0 0 6px #FD0}
@media print{nav{display:none}body{font-size:11pt;color:#000;background:#FFF}a{color:#000;text-decoration:none}section{break-inside:avoid}}`;

/** Headers of every public page: no script at all, nothing kept, nothing indexed, no address told to others (WEB §4). */
export const publicHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow',
  'content-security-policy': [
    `default-src 'none'`, `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`, `frame-ancestors 'none'`, `base-uri 'none'`, `form-action 'none'`,
  ].join('; '),
};

/** A whole page; `language` is that of its first block. */
export function page(language: Language, title: string, body: Html): string {
  return html`<!doctype html>
<html lang="${languageInfo[language].html}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${title}</title>
<style>${new Html(style)}</style></head>
<body>${body}</body></html>
`.text;
}

/** Text of another language than what stands around it, so that a voice reads it in its own. */
export function inSpanish(around: Language, text: string): Html {
  return around === 'es' ? html`${text}` : html`<span lang="es">${text}</span>`;
}
