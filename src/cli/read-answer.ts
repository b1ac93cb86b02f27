import type * as z from 'zod/mini'
import { Unable } from './admin-client.ts'

/** Reads an answer of the Admin API. Throws `Unable` for another shape. */
export function readAnswer<T>(schema: z.ZodMiniType<T>, answer: unknown): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  throw new Unable(
    'The answer cannot be read: the gateway has another version than this command, or is no Orderbridge.',
  )
}
