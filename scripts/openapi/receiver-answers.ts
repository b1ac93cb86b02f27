import * as z from 'zod/mini'
import { count, text } from './answer-values.ts'

const mailboxEntry = { id: text, fileName: text, mediaType: text, size: count, digest: text }
export const mailboxList = z.strictObject({ documents: z.array(z.strictObject(mailboxEntry)) })
export const lease = z.strictObject({
  holds: z.boolean(),
  leaseSeconds: z.number(),
  documents: z.array(
    z.looseObject({
      ...mailboxEntry,
      handover: z.optional(z.int()),
      fetchedBy: z.optional(z.nullable(z.enum(['you', 'another']))),
    }),
  ),
})
export const mailboxStatus = z.strictObject({ id: text, state: z.enum(['collected', 'consumed', 'failed']) })
export const renamed = z.strictObject({ renamed: z.boolean() })
export const acknowledged = z.strictObject({
  matched: count,
  acknowledgements: z.array(z.looseObject({})),
  unmatched: z.array(text),
})
