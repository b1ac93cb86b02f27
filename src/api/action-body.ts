import * as z from 'zod/mini'
import { type Problem, type Refusal, refusal } from '../problem.ts'
import { err, ok, type Result } from '../result.ts'

const ActionBody = z.object({
  by: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  note: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
  erpReference: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  as: z.optional(z.enum(['original', 'replacement'])),
})

export type ActionBody = z.infer<typeof ActionBody>

const ADVICE: Readonly<Record<string, string>> = {
  by: 'Say who does this, in "by".',
  note: 'Say why, in "note".',
  erpReference: 'The "erpReference" is text of at most 200 characters.',
  as: 'Say "as": "original" or "replacement".',
}

/** Who acts, and what they say. `by` is always needed; a note where it is asked for. */
export async function readAction(request: Request, noteNeeded = false): Promise<Result<ActionBody, Refusal>> {
  const read = ActionBody.safeParse(await request.json().catch(() => ({})))
  const wrong = read.success ? [] : read.error.issues.map(({ path }) => String(path[0] ?? 'by'))
  if (noteNeeded && !(read.success && read.data.note) && !wrong.includes('note')) wrong.push('note')
  const [first, ...rest] = wrong.map(
    (path): Problem => ({ path, code: 'missing', message: ADVICE[path] ?? ADVICE.by ?? '' }),
  )
  if (first) return err(refusal(422, 'The action cannot be taken', first, ...rest))
  return read.success
    ? ok(read.data)
    : err(refusal(422, 'The action cannot be taken', { path: '', code: 'wrong-type', message: 'Send a JSON object.' }))
}
