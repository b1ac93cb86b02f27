import { type Refusal, refusal } from '../model/problem.ts'
import { orderProblem } from '../model/problem-text.ts'
import { err, ok, type Result } from '../model/result.ts'
import { readBounded } from '../web/bounded-body.ts'

/** Reads the body once, before any other step. `Content-Length` is only a claim of the sender. */
export async function receive(request: Request, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  const bytes = await readBounded(request.body, maxBytes)
  return bytes ? ok(bytes) : err(tooLarge(maxBytes))
}

const tooLarge = (maxBytes: number): Refusal =>
  refusal(413, 'Too large', orderProblem('', 'too-large', { limit: String(maxBytes) }))
