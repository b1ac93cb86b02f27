import * as z from 'zod/mini'

const number = z.int().check(z.gte(1), z.lte(Number.MAX_SAFE_INTEGER))
const range = {
  start: z
    ._default(number, 1)
    .check(z.describe('The lowest number. At a cut-over, one above the last number of the system before.')),
  wrapAt: z
    .optional(number)
    .check(z.describe('After this number comes `start` again. Default: the greatest number that the document holds.')),
}

export const ControlNumbers = z.strictObject({
  ...range,
  share: z
    ._default(z.enum(['pair', 'supplier']), 'pair')
    .check(
      z.describe(
        '`pair` counts for each sender and recipient, test and live separately. `supplier` counts for all such routes together.',
      ),
    ),
  group: z
    .optional(z.strictObject(range))
    .check(z.describe('A count of its own for GS06, UNG 0048 or FIL. Default: the number of the interchange.')),
})

export type ControlNumbers = z.infer<typeof ControlNumbers>
