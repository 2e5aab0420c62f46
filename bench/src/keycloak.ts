import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { TokenVerifier } from '@konbit/platform';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { FullStack, fullStackLack, trustCertificate } from '@konbit/testing';
import { pssOfTree } from './cpu.js';
import { type Metric, metric } from './metric.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const warmUps = 2;
const signInsForMs = 15_000;
const desks = 4;
const checks = 2000;

interface Member { username: string; password: string }

/** Sign-ins at Keycloak through the gateway, the check of a token that each service makes, and the memory of all of docker-compose.yml. Says so and measures nothing where it cannot run. */
export async function measureKeycloak(): Promise<Metric[]> {
  const lack = fullStackLack();
  if (lack !== null) {
    console.error(`SKIPPED keycloak: ${lack}`);
    return [];
  }
  const stack = await FullStack.start({ root });
  try {
    trustCertificate(stack.certificate);
    const members: Member[] = [];
    for (let desk = 1; desk <= desks; desk += 1) members.push(await newMember(stack, `persona${desk}`));
    return [...await signIns(stack, members), ...await tokenChecks(stack, members[0]!), ...memory(stack)];
  } finally {
    await stack.stop();
  }
}

async function newMember(stack: FullStack, username: string): Promise<Member> {
  const printed = await stack.account('add', username, `Persona ${username}`, 'adviser', 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL');
  return { username, password: /: (\S+)\s*$/.exec(printed)?.[1] ?? '' };
}

/** Each person again and again at a desk of their own, once the server is warm: Keycloak lets nobody try twice at the same moment. */
async function signIns(stack: FullStack, members: readonly Member[]): Promise<Metric[]> {
  for (let i = 0; i < warmUps; i += 1) for (const member of members) await signIn(`${stack.url}/auth/login`, member);
  const began = performance.now();
  const took: number[] = [];
  const desk = async (member: Member): Promise<void> => {
    while (performance.now() - began < signInsForMs) {
      const from = performance.now();
      const landed = await signIn(`${stack.url}/auth/login`, member);
      if (new URL(landed).origin !== stack.url) throw new Error(`a sign-in ended at ${landed}`);
      took.push(performance.now() - from);
    }
  };
  await Promise.all(members.map(desk));
  const sorted = took.toSorted((a, b) => a - b);
  return [
    metric('keycloak_sign_ins_s', (took.length * 1000) / (performance.now() - began), 'sign-ins/s'),
    metric('keycloak_sign_in_p50_ms', sorted[Math.floor(sorted.length / 2)] ?? 0, `ms with ${members.length} at once`),
  ];
}

/** What a service does with each token: the whole check by jose when it meets one first, and its own memory of it for a minute. */
async function tokenChecks(stack: FullStack, member: Member): Promise<Metric[]> {
  const token = await accessToken(stack, member);
  const verifier = new TokenVerifier({ issuer: stack.issuer, audience: 'konbit-api' });
  const first = await microseconds(() => verifier.verify(token), 1);
  const known = await microseconds(() => verifier.verify(token), checks);
  const keys = createLocalJWKSet(await (await fetch(`${stack.issuer}/protocol/openid-connect/certs`)).json() as JSONWebKeySet);
  const whole = await microseconds(() => jwtVerify(token, keys, { issuer: stack.issuer, audience: 'konbit-api', typ: 'at+jwt', algorithms: ['RS256', 'PS256', 'ES256'] }), checks);
  return [metric('token_check_first_ms', first / 1000, 'ms, with the keys read'), metric('token_check_us', whole, 'µs'), metric('token_check_known_us', known, 'µs')];
}

async function microseconds(work: () => Promise<unknown>, times: number): Promise<number> {
  const from = performance.now();
  for (let i = 0; i < times; i += 1) await work();
  return ((performance.now() - from) * 1000) / times;
}

function memory(stack: FullStack): Metric[] {
  const each = Object.entries(stack.pids).filter((entry): entry is [string, number] => entry[1] !== null).map(([name, pid]): [string, number] => [name, pssOfTree(pid) / 1000]);
  return [...each.map(([name, mb]) => metric(`full_pss_mb_${name}`, mb, 'MB')), metric('full_pss_mb', each.reduce((sum, [, mb]) => sum + mb, 0), 'MB')];
}

/** The tokens of a sign-in by hand, stopped before the gateway takes its code. */
async function accessToken(stack: FullStack, member: Member): Promise<string> {
  const verifier = randomBytes(32).toString('base64url');
  const callback = `${stack.url}/auth/callback`;
  const asked = new URLSearchParams({
    client_id: 'konbit-gateway', response_type: 'code', scope: 'openid', redirect_uri: callback, state: 'bench',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256',
  });
  const landed = await signIn(`${stack.issuer}/protocol/openid-connect/auth?${asked.toString()}`, member, callback);
  const answer = await fetch(`${stack.issuer}/protocol/openid-connect/token`, {
    method: 'POST', headers: { authorization: `Basic ${Buffer.from(`konbit-gateway:${stack.secret('oidc_client_secret')}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code: new URL(landed).searchParams.get('code') ?? '', redirect_uri: callback, code_verifier: verifier }),
  });
  return (await answer.json() as { access_token: string }).access_token;
}

/** Follows a sign-in in a browser of its own, by Keycloak's form, to where it ends or to an address that begins with `stop`. */
async function signIn(start: string, { username, password }: Member, stop?: string): Promise<string> {
  const jars = new Map<string, Map<string, string>>();
  let url = start;
  let form: URLSearchParams | null = null;
  let isFilled = false;
  for (let hops = 0; hops < 12; hops += 1) {
    if (stop !== undefined && url.startsWith(stop)) return url;
    const jar = jars.get(new URL(url).host) ?? new Map<string, string>();
    jars.set(new URL(url).host, jar);
    const answer: Response = await fetch(url, { method: form ? 'POST' : 'GET', body: form, redirect: 'manual', headers: { cookie: [...jar].map((pair) => pair.join('=')).join('; ') } });
    for (const [, name = '', value = ''] of answer.headers.getSetCookie().map((line) => /^([^=]+)=([^;]*)/.exec(line) ?? [])) jar.set(name, value);
    form = null;
    const text = await answer.text();
    const to = answer.headers.get('location');
    const action = /action="([^"]+)"/i.exec(/<form[^>]*id="kc-form-login"[^>]*>/i.exec(text)?.[0] ?? '')?.[1]?.replaceAll('&amp;', '&');
    if (to === null && action === undefined) return url;
    if (to === null && isFilled) throw new Error(`Keycloak did not let ${username} in`);
    if (to === null) form = new URLSearchParams({ username, password });
    isFilled ||= to === null;
    url = new URL(to ?? action ?? '', url).href;
  }
  throw new Error('too many steps at the sign-in');
}
