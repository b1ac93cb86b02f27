import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

/** The customers whose orders a route takes. */
export const RouteCustomers = z.strictObject({
  depot: z.optional(z.union([text, z.array(text).check(z.minLength(1))])).check(z.describe('A depot, or several.')),
  customers: z
    .optional(z.array(text))
    .check(z.describe('Customer numbers. An empty list takes no new order and completes open deliveries.')),
})
