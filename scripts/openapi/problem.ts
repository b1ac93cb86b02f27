import * as z from 'zod/mini'
import { text } from './answer-values.ts'

export const problem = z.strictObject({
  path: text.check(z.describe('The field in the posted JSON; empty for the body itself.')),
  code: text.check(z.describe('A code of docs/reference/problem-codes.md. The meaning of a code never changes.')),
  message: text,
  values: z.optional(z.record(z.string(), z.string())),
  line: z.optional(z.strictObject({ article: text, name: text })),
})

/** RFC 9457, and the list of problems. */
export const refusal = z.looseObject({
  type: z.optional(text),
  title: text,
  status: z.int(),
  detail: z.optional(text),
  problems: z.array(problem),
})
