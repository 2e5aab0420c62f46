import type { ErrorCode, RefusalDetails } from '@konbit/contracts';
import { AppError } from './app-error.js';

/** A document as code generation writes it: text, types and, for trusted documents, its hash. */
export interface GraphqlDocument<Result, Variables> {
  toString(): string;
  __apiType?: (variables: Variables) => Result;
  __meta__?: Record<string, unknown>;
}

export interface GraphqlClientOptions {
  fetch: typeof globalThis.fetch;
  /** Id of the branch the person acts for; null when none. */
  branch: () => string | null;
  /** Told once per answer that the session ended. */
  onSessionEnded: () => void;
  timeoutMs?: number;
}

interface WireError {
  message: string;
  extensions?: { code?: string; details?: RefusalDetails } & RefusalDetails;
}
interface WireAnswer<Result> {
  data?: Result | null;
  errors?: WireError[];
}

export type Request = <Result, Variables>(document: GraphqlDocument<Result, Variables>, variables: Variables, signal?: AbortSignal) => Promise<Result>;

/** The wire to the gateway: one POST per operation, refusals as AppError, nothing else thrown. */
export function createGraphqlClient(options: GraphqlClientOptions): Request {
  return async (document, variables, signal) => {
    const answer = await post(options, body(document, variables), signal);
    const refusal = answer.errors?.[0];
    if (refusal) {
      const error = toAppError(refusal);
      if (error.code === 'UNAUTHENTICATED') options.onSessionEnded();
      throw error;
    }
    if (!answer.data) throw new AppError('INTERNAL');
    return answer.data as never;
  };
}

/** What tells one document from another: its hash where the bundle holds no text, else the text. */
export function documentName(document: Pick<GraphqlDocument<never, never>, '__meta__' | 'toString'>): string {
  const hash = document.__meta__?.['hash'];
  return typeof hash === 'string' ? hash : document.toString();
}

function body<Result, Variables>(document: GraphqlDocument<Result, Variables>, variables: Variables): string {
  const hash = document.__meta__?.['hash'];
  return JSON.stringify(typeof hash === 'string' ? { documentId: hash, variables } : { query: document.toString(), variables });
}

async function post(options: GraphqlClientOptions, text: string, signal?: AbortSignal): Promise<WireAnswer<unknown>> {
  const branch = options.branch();
  const limit = AbortSignal.timeout(options.timeoutMs ?? 15_000);
  try {
    const response = await options.fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json', 'x-konbit-csrf': '1', ...(branch ? { 'x-konbit-branch': branch } : {}) },
      body: text,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    return await read(response);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof AppError) throw error;
    throw new AppError(limit.aborted ? 'DEADLINE_EXCEEDED' : 'UNAVAILABLE');
  }
}

async function read(response: Response): Promise<WireAnswer<unknown>> {
  const json = response.headers.get('content-type')?.includes('json') ?? false;
  const answer = json ? ((await response.json()) as WireAnswer<unknown> | null) : null;
  if (answer?.errors?.length || (response.ok && answer)) return answer;
  return { errors: [{ message: '', extensions: { code: codeOfStatus(response.status) } }] };
}

function codeOfStatus(status: number): ErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN_ACTION';
  if (status === 413) return 'PAYLOAD_TOO_LARGE';
  if (status === 429) return 'RATE_LIMITED';
  return status >= 500 ? 'UNAVAILABLE' : 'INTERNAL';
}

function toAppError(error: WireError): AppError {
  const { code, details, ...flat } = error.extensions ?? {};
  return new AppError((code ?? 'INTERNAL') as ErrorCode, details ?? flat);
}
