import breakGlass from '../../../templates/break-glass.html.liquid'
import type { LocalMoment, Order } from '../../order/order.ts'
import { defangLinks } from '../../text/unlinked.ts'
import { escapeFor } from './escapes.ts'
import { type Layout, layout } from './liquid.ts'
import { type Addressee, templateVariables } from './variables.ts'

/** An order that a person may have to work off by hand. */
interface Slip {
  readonly order: Order
  readonly version: number
  /** Where it stands, in the supplier's language. */
  readonly why: string
  /** It has left, and waits for its cancellation to follow. */
  readonly cancelled: boolean
  /** Its document may be at the receiver's. */
  readonly mayHaveArrived: boolean
}

export interface BreakGlassOrders {
  readonly slips: readonly Slip[]
  /** Orders that can't be read, by their numbers. */
  readonly unread: readonly { readonly name: string; readonly why: string }[]
  /** So many more there are. */
  readonly left: number
  readonly madeAt: LocalMoment
}

/** One page of HTML to be printed, an order a sheet; it needs nothing else to be shown. */
export function renderBreakGlassPage({ slips, unread, left, madeAt }: BreakGlassOrders, supplier: Addressee): string {
  const { put, wording } = escapeFor('html', 'utf-8')
  page ??= layout(breakGlass, 'break-glass.html', { put })
  return page.fill({
    supplier: { name: supplier.name, language: supplier.language },
    madeAt: { ...madeAt },
    total: slips.length + unread.length + left,
    left,
    unread: unread.map((one) => ({ ...one })),
    slips: slips.map(({ order, version, why, cancelled, mayHaveArrived }) => ({
      ...templateVariables({
        order,
        supplier,
        occasion: { ...occasion, purpose: cancelled ? 'cancellation' : 'original', preparedAt: madeAt, version },
        charset: 'utf-8',
        wording,
        sanitise: defangLinks,
        warnings: [],
      }),
      why,
      mayHaveArrived,
    })),
  })
}

/** Made ready once. */
let page: Layout | undefined

const occasion = { controlNumber: 0, groupNumber: null, possibleRepeat: false } as const
