import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))
const address = z.email({ pattern: z.regexes.html5Email })

/** The destination of the page of unacknowledged orders, which a desk prints. */
export const BreakGlass = z
  .strictObject({
    everyMinutes: z._default(z.int().check(z.gte(5), z.lte(1_440)), 15),
    mail: z.optional(z.strictObject({ from: address, to: z.array(address).check(z.minLength(1), z.maxLength(50)) })),
    /** The name of an R2 binding. */
    bucket: z.optional(text),
    prefix: z._default(z.string(), 'break-glass/'),
  })
  .check((context) => {
    if (context.value.mail || context.value.bucket !== undefined) return
    const message =
      "would go nowhere: give `mail: { from: '…', to: ['…'] }`, or `bucket` (the name of an R2 binding), or both."
    context.issues.push({ code: 'custom', input: context.value, path: [], message })
  })
