// Requests and what they throw: a typed client made from the server's description, and uploads that tell how far they are.

import createClient, { type Client } from 'openapi-fetch';

import { authorisation, type Access } from './access';
import { asFailure, Failure, failureOf } from './failure';
import type { paths } from './schema';

/** Milliseconds that anything but a photo may take. */
const PATIENCE = 20_000;

/** The client of a server; without `access` for what needs no proof. */
export function client(origin: string, access: Access | null): Client<paths> {
  return createClient<paths>({
    baseUrl: origin,
    headers: access ? authorisation(access) : {},
    credentials: 'same-origin',
    fetch: patient,
  });
}

async function patient(request: Request): Promise<Response> {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  const stop = () => control.abort();
  request.signal?.addEventListener('abort', stop);
  try {
    return await fetch(request, { signal: control.signal });
  } catch (thrown) {
    throw request.signal?.aborted ? new Failure('cancelled') : asFailure(thrown);
  } finally {
    clearTimeout(timer);
  }
}

/** What a call of the client comes to: its data, or a failure thrown. */
export async function answered<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  let done;
  try {
    done = await call;
  } catch (thrown) {
    // A body that is no JSON: somebody else answers at this address.
    throw (thrown as Error | undefined)?.name === 'SyntaxError' ? new Failure('not_muster') : asFailure(thrown);
  }
  const { data, error, response } = done;
  if (!response.ok) throw failureOf(response.status, error, response.headers.get('retry-after'));
  return data as T;
}

/** What somebody stands and waits for: after so many milliseconds it counts as not to be had. */
export async function within<T>(milliseconds: number, asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => refuse(new Failure('cannot_connect', 'it took too long')), milliseconds);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A request whose body is long: `progress` hears which share of it, 0 to 1, is on its way. */
export interface Upload {
  path: string;
  /** JSON. */
  body: string;
  headers?: Record<string, string>;
  progress?: (share: number) => void;
  signal?: AbortSignal;
  /** Milliseconds for all of it; a photo on a slow line takes its time. */
  patience?: number;
}

/** `fetch` tells nothing of an upload's progress on any platform; this does on all. */
export function upload<T>(access: Access, { path, body, headers, progress, signal, patience = 300_000 }: Upload): Promise<{ status: number; data: T }> {
  return new Promise((done, refuse) => {
    if (signal?.aborted) return refuse(new Failure('cancelled'));
    const request = new XMLHttpRequest();
    request.open('POST', access.origin + path);
    for (const [name, value] of Object.entries({ ...authorisation(access), ...headers, 'content-type': 'application/json' })) {
      request.setRequestHeader(name, value);
    }
    request.timeout = patience;
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) progress?.(event.loaded / event.total);
    };
    request.onload = () => {
      const read = parsed(request.responseText);
      if (request.status >= 200 && request.status < 300 && read !== undefined) return done({ status: request.status, data: read as T });
      refuse(failureOf(request.status, read, request.getResponseHeader('retry-after')));
    };
    request.onerror = () => refuse(new Failure('cannot_connect'));
    request.ontimeout = () => refuse(new Failure('cannot_connect', 'it took too long'));
    request.onabort = () => refuse(new Failure('cancelled'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
