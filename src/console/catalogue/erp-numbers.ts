import type { CustomerRow } from '../../profile/catalogue.ts'

/** The parties of an order for which a customer may have numbers of the supplier. */
export const ROLES = ['soldTo', 'shipTo', 'billTo'] as const

type Role = (typeof ROLES)[number]
type Numbers = Partial<Pick<CustomerRow, Role>>
/** The numbers as typed. A form without the field gives undefined. */
type Typed = Readonly<Partial<Record<Role | 'erpCustomer', string | undefined>>>

/** The number that a row gives to buyer and place of delivery alike; null when they differ, or when the payer differs. */
export function commonNumber({ soldTo, shipTo, billTo = soldTo }: Readonly<Partial<Record<Role, unknown>>>) {
  return typeof soldTo === 'string' && soldTo === shipTo && soldTo === billTo ? soldTo : null
}

/**
 * The numbers of a form. A new common number counts for each party, except for a party whose own number the person
 * changed in the same form.
 */
export function typedNumbers(before: Numbers, typed: Typed): Numbers {
  const known = commonNumber(before)
  const common = typed.erpCustomer ?? known ?? ''
  const numbers = ROLES.flatMap((role) => {
    const number = numberFor(before[role], typed[role], { known, common })
    return number === undefined ? [] : [[role, number] as const]
  })
  return Object.fromEntries(numbers)
}

interface Common {
  readonly known: string | null
  readonly common: string
}

function numberFor(before: string | undefined, own: string | undefined, { known, common }: Common): string | undefined {
  if (own && own !== before) return own
  if (common !== (known ?? '')) return common || undefined
  // The form shows the common number alone, so an empty field of a party takes nothing away.
  if (own === undefined || known !== null) return before
  return own || undefined
}
