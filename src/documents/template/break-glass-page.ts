import breakGlass from '../../../templates/break-glass.html.liquid'
import { orderWording } from '../../../templates/order-words.ts'
import type { BreakGlassOrders } from '../../model/break-glass-orders.ts'
import { dateWords } from '../../text/date-words.ts'
import { defangLinks } from '../../text/unlinked.ts'
import { escapeFor } from './escapes.ts'
import { type Layout, layout } from './liquid.ts'
import { type Addressee, templateVariables } from './variables.ts'

/** An HTML page for printing, with one order on each sheet. The page loads no other files. */
export function renderBreakGlassPage({ orders, unread, left, madeAt }: BreakGlassOrders, supplier: Addressee): string {
  const { put, wording } = escapeFor('html', 'utf-8')
  page ??= layout(breakGlass, 'break-glass.html', { put })
  return page.fill({
    words: orderWording[supplier.language],
    supplier: { name: supplier.name, language: supplier.language },
    madeAt: { ...madeAt, words: dateWords(`${madeAt.date} ${madeAt.time.slice(0, 5)}`, supplier.language) },
    total: orders.length + unread.length + left,
    left,
    unread: unread.map((order) => ({ ...order })),
    orders: orders.map(({ order, version, why, cancelled, mayHaveArrived, isOnlyMailed, holdings }) => ({
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
      isOnlyMailed,
      arrived: holdings.flatMap(({ certain, passed }) => {
        const there = passed?.isByMail ? passed.earlier : certain
        return there === null || there.isCancellation ? [] : [there]
      }),
    })),
  })
}

/** Prepared once. */
let page: Layout | undefined

const occasion = { controlNumber: 0, groupNumber: null, possibleRepeat: false } as const
