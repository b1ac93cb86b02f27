import * as z from 'zod/mini'

/** The bucket that gets an order before the outbox purges the order's content. */
export const Archive = z.strictObject({
  /** The name of an R2 binding. */
  bucket: z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)),
  prefix: z._default(z.string().check(z.regex(/^(?!\/)[^\p{Cc}]*$/u)), 'archive/'),
})
