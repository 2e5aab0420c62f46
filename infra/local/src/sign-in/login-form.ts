import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { type Account, hashPassword, usernameOf, verifyPassword } from './accounts.js';
import { Attempts } from './attempts.js';
import { type Page, errorPage, loginPage, pageHeaders } from './pages.js';
import type { SignInOptions } from './sign-in-options.js';

const maxBodyBytes = 8_192;

/** The page that asks for username and password, and what happens with the answer. */
export class LoginForm {
  private readonly attempts = new Attempts();
  private readonly nobody = hashPassword('nobody');

  constructor(private readonly provider: Provider, private readonly options: SignInOptions) {}

  /** Serves `/interaction/<uid>`; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    try {
      await this.provider.interactionDetails(request, response);
      if (request.method === 'POST') await this.submit(request, response, path);
      else this.send(response, 200, this.page(path, '', null));
    } catch (error) {
      this.options.log?.('signin.step_lost', { error: error instanceof Error ? error.message : String(error) });
      this.send(response, 400, errorPage(this.options.gateway.url, 'session_not_found'));
    }
  }

  private async submit(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const fields = await readForm(request);
    const username = usernameOf(fields.get('usuario') ?? '');
    const result = await this.decide(username, fields.get('clave') ?? '');
    if ('problem' in result) {
      this.send(response, result.status, this.page(path, username, result.problem));
      return;
    }
    const login = { accountId: result.sub, amr: ['pwd'], remember: false };
    await this.provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  }

  private async decide(username: string, password: string): Promise<{ sub: string } | { status: number; problem: string }> {
    const waitMs = this.attempts.waitMs(username, Date.now());
    if (waitMs > 0) return { status: 429, problem: tooMany(waitMs) };
    // Counted before the slow check, so that tries sent at once do not slip through.
    this.attempts.fail(username, Date.now());
    const account = await this.check(username, password);
    if (!account) {
      this.options.log?.('signin.refused', { cause: 'wrong_password' });
      return { status: 422, problem: 'Usuario o contraseña incorrectos' };
    }
    if (account.disabled) return { status: 422, problem: 'Esta cuenta está cerrada: pida ayuda a quien administra Konbit en su municipio.' };
    this.attempts.clear(username);
    return { sub: account.sub };
  }

  /** An unknown name costs the same time as a wrong password. */
  private async check(username: string, password: string): Promise<Account | null> {
    const account = this.options.accounts.byUsername(username);
    const right = await verifyPassword(password, account?.passwordHash ?? (await this.nobody));
    return account && right ? account : null;
  }

  private page(action: string, username: string, problem: string | null): Page {
    return loginPage(this.options.gateway.url, { action, username, problem, demo: this.options.demo ?? null });
  }

  private send(response: ServerResponse, status: number, page: Page): void {
    if (response.headersSent) return;
    response.writeHead(status, pageHeaders(page)).end(page.html);
  }
}

function tooMany(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  return `Demasiados intentos: espere ${minutes} ${minutes === 1 ? 'minuto' : 'minutos'} y vuelva a intentar.`;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new Error('form too large');
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}
