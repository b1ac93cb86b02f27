import { type Refusal, refusal } from '../model/problem.ts'
import { orderProblem } from '../model/problem-text.ts'
import { err, ok, type Result } from '../model/result.ts'
import { readBounded } from '../web/bounded-body.ts'

/** Reads the body once, before any other step. `Content-Length` is only a claim of the sender. */
export async function receive(request: Request, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  const bytes = await (claimsToFit(request, maxBytes)
    ? readWhole(request, maxBytes)
    : readBounded(request.body, maxBytes))
  return bytes ? ok(bytes) : err(tooLarge(maxBytes))
}

const claimsToFit = ({ headers }: Request, maxBytes: number): boolean =>
  Number(headers.get('content-length') ?? Number.NaN) <= maxBytes

/**
 * Reads the body in a single call, which costs less CPU than a call for each chunk. HTTP ends a body at the
 * `Content-Length`, so a false claim costs the gateway no memory. The size is checked nevertheless.
 */
async function readWhole(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return bytes.byteLength <= maxBytes ? bytes : null
}

const tooLarge = (maxBytes: number): Refusal =>
  refusal(413, 'Too large', orderProblem('', 'too-large', { limit: String(maxBytes) }))
