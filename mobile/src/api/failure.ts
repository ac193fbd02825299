// Everything that can go wrong between the phone and its school, as a closed list. Each kind has its sentence and its next
// step in the message files, under `failure.KIND`; a kind without them does not compile.

/** Why something was not done. */
export type FailureKind =
  | 'cannot_connect'
  | 'not_muster'
  | 'not_encrypted'
  | 'unauthorised'
  | 'wrong_password'
  | 'second_factor'
  | 'wrong_code'
  | 'forbidden'
  | 'not_found'
  | 'changed_meanwhile'
  | 'conflict'
  | 'locked'
  | 'too_large'
  | 'bad_photo'
  | 'bad_data'
  | 'too_many_attempts'
  | 'busy'
  | 'storage_full'
  | 'no_models'
  | 'face_off'
  | 'server_fault'
  | 'unreadable_photo'
  | 'no_permission'
  | 'phone_storage'
  | 'cancelled';

/** What the server calls it (`code`), and what that is here. */
const KINDS: Record<string, FailureKind> = {
  unauthorised: 'unauthorised',
  wrong_password: 'wrong_password',
  second_factor: 'second_factor',
  wrong_code: 'wrong_code',
  forbidden: 'forbidden',
  factor_required: 'forbidden',
  face_not_allowed: 'forbidden',
  foreign_origin: 'forbidden',
  not_found: 'not_found',
  changed_meanwhile: 'changed_meanwhile',
  conflict: 'conflict',
  locked: 'locked',
  request_reused: 'conflict',
  too_large: 'too_large',
  bad_photo: 'bad_photo',
  unsupported_photo: 'bad_photo',
  bad_base64: 'bad_data',
  bad_body: 'bad_data',
  bad_json: 'bad_data',
  invalid: 'bad_data',
  not_json: 'bad_data',
  too_many_attempts: 'too_many_attempts',
  busy: 'busy',
  storage_busy: 'busy',
  unavailable: 'busy',
  storage_full: 'storage_full',
  no_models: 'no_models',
  face_off: 'face_off',
  internal: 'server_fault',
  storage_corrupt: 'server_fault',
  method_not_allowed: 'not_muster',
};

/** What may well go by itself: the same request is sent again, without asking anybody. */
const PASSING: readonly FailureKind[] = ['cannot_connect', 'busy', 'storage_full', 'no_models', 'too_many_attempts'];

export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    /** What the server said, in English: for kinds that many causes share. */
    readonly detail: string = '',
    /** Seconds after which to try again, where the server says so. */
    readonly retryAfter: number | null = null,
  ) {
    super(detail || kind);
    this.name = 'Failure';
  }

  get isPassing(): boolean {
    return PASSING.includes(this.kind);
  }
}

/** An answer that is none of success. `body` is what came with it, which a proxy may have written. */
export function failureOf(status: number, body: unknown, retryAfter: string | null): Failure {
  const seconds = Number(retryAfter);
  const after = retryAfter && Number.isFinite(seconds) ? seconds : null;
  const { code, message } = (typeof body === 'object' && body !== null ? body : {}) as { code?: unknown; message?: unknown };
  const known = typeof code === 'string' ? KINDS[code] : undefined;
  return new Failure(known ?? kindOf(status), typeof message === 'string' ? message : '', after);
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'unauthorised';
  if (status === 413) return 'too_large';
  if (status === 429) return 'too_many_attempts';
  if (status >= 502 && status <= 504) return 'busy';
  if (status >= 500) return 'server_fault';
  return 'not_muster';
}

/** Whatever was thrown, as a failure. What a request throws by itself is that nobody answered. */
export function asFailure(thrown: unknown): Failure {
  return thrown instanceof Failure ? thrown : new Failure('cannot_connect', thrown instanceof Error ? thrown.message : '');
}
