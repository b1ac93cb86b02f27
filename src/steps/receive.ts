import { type Refusal, refusal } from '../problem.ts'
import { err, ok, type Result } from '../result.ts'

/** Reads the body once. The limit is enforced while reading, because `Content-Length` is only what the sender claims. */
export async function receive(request: Request, maxBytes: number): Promise<Result<Uint8Array<ArrayBuffer>, Refusal>> {
  if (!request.body) return ok(new Uint8Array())
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      return err(tooLarge(maxBytes))
    }
    chunks.push(value)
  }
  return ok(join(chunks, size))
}

const tooLarge = (maxBytes: number): Refusal =>
  refusal(413, 'Too large', {
    path: '',
    code: 'too-large',
    message: `An order may be at most ${maxBytes} bytes long. Split it into several orders.`,
  })

function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.byteLength
  }
  return whole
}
