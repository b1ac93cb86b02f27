import * as z from 'zod/mini'

/** The bucket that gets an order before the outbox purges the order's content. */
export const Archive = z.strictObject({
  bucket: z
    .string()
    .check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/))
    .check(z.describe('The name of an R2 binding.')),
  prefix: z
    ._default(z.string().check(z.regex(/^(?!\/)[^\p{Cc}]*$/u)), 'archive/')
    .check(z.describe('The beginning of the keys in the bucket.')),
})
