import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))
const address = z.email({ pattern: z.regexes.html5Email })

/** The destination of the page of unacknowledged orders, which a desk prints. */
export const BreakGlass = z
  .strictObject({
    everyMinutes: z
      ._default(z.int().check(z.gte(5), z.lte(1_440)), 15)
      .check(z.describe('Minutes between two pages, when orders have changed.')),
    mail: z
      .optional(
        z.strictObject({
          from: address.check(z.describe('The sender of the mail.')),
          to: z.array(address).check(z.minLength(1), z.maxLength(50)).check(z.describe('Who gets the mail.')),
        }),
      )
      .check(z.describe('Mails the page.')),
    bucket: z.optional(text).check(z.describe('The name of an R2 binding that keeps the page.')),
    prefix: z._default(z.string(), 'break-glass/').check(z.describe('The beginning of the keys in the bucket.')),
  })
  .check((context) => {
    if (context.value.mail || context.value.bucket !== undefined) return
    const message =
      "would go nowhere: give `mail: { from: '…', to: ['…'] }`, or `bucket` (the name of an R2 binding), or both."
    context.issues.push({ code: 'custom', input: context.value, path: [], message })
  })
