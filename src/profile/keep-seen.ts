import * as z from 'zod/mini'

export const keepSeen = () =>
  z
    .optional(z.boolean())
    .check(
      z.describe(
        'KV remembers accepted orders, so a repeated order is a `duplicate` in an outage too. Default with `api`.',
      ),
    )

/**
 * Whether KV has the accepted orders of this supplier. The poll skips known orders by KV. Without a poll, KV serves only
 * while the outbox cannot be reached, and one write to KV costs half as much as all rows of an order.
 */
export const keepsSeen = (supplier: { readonly api?: object | undefined; readonly keepSeen?: boolean | undefined }) =>
  supplier.keepSeen ?? supplier.api !== undefined
