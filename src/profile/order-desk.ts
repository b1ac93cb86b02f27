import * as z from 'zod/mini'

const text = z.string().check(z.minLength(1))

/** Contact data of the order desk, for customers. */
export const OrderDesk = z.strictObject({
  mail: z.optional(text).check(z.describe('The mail address of the order desk.')),
  phone: z.optional(text).check(z.describe('The telephone number of the order desk.')),
})
