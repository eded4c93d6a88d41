import type { components } from '../../../contracts/portal';

export type ProblemCode = components['schemas']['ProblemCode'];
export type FailureCode = ProblemCode | 'offline';

/** Why a call failed, in the terms the pages speak of: `detail` is the server's own text in the reader's language. */
export class Failure extends Error {
  readonly detail: string | undefined;
  readonly correlationId: string | undefined;
  /** Why a file was refused. */
  readonly reason: components['schemas']['AttachmentReason'] | undefined;
  readonly saved: components['schemas']['Draft'] | undefined;

  constructor(
    readonly code: FailureCode,
    readonly status: number,
    more: {
      detail?: string;
      correlationId?: string;
      reason?: components['schemas']['AttachmentReason'];
      saved?: components['schemas']['Draft'];
      cause?: unknown;
    } = {},
  ) {
    super(code, { cause: more.cause });
    this.detail = more.detail;
    this.correlationId = more.correlationId;
    this.reason = more.reason;
    this.saved = more.saved;
  }

  /** Trying the same once more may help. */
  get passes(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export function fromResponse(response: { status: number }, body: unknown): Failure {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<
    components['schemas']['DraftConflict']
  >;
  const code =
    problem.code ?? (response.status === 401 ? 'session-ended' : response.status >= 500 ? 'unavailable' : 'internal');
  return new Failure(code, response.status, problem);
}

/** Whether what was asked for may have been done all the same: no answer says that it wasn't. */
export const mayBeDone = (error: unknown): boolean =>
  !(error instanceof Failure) || error.status === 0 || error.status >= 500;

export function failureCode(error: unknown): FailureCode {
  return error instanceof Failure ? error.code : 'internal';
}

/** What a page says of a failure: its code, and the server's own words where it has some. */
export const failureSaid = (error: unknown): { code: FailureCode; detail: string | undefined } => ({
  code: failureCode(error),
  detail: error instanceof Failure ? error.detail : undefined,
});
