import { specimenOrder } from '../documents/specimen.ts'
import type { Order } from '../model/order/order.ts'
import type { Gateway, Route, Supplier } from '../profile/supplier.ts'
import { lostLetters } from '../steps/lost-letters.ts'
import type { Mistake } from './mistake.ts'
import { shownFieldWarnings } from './shown-fields.ts'

/** An unverified sender may post this much on each connection before the signature check. */
const LARGE_BODY_BYTES = 2 * 1_048_576

/** Warns about allowed settings with a cost. */
export const configWarnings = ({ suppliers }: Gateway): Mistake[] =>
  Object.entries(suppliers).flatMap(([id, supplier]) => [
    ...bodyWarnings(supplier, `suppliers.${id}`),
    ...letterWarnings(supplier, `suppliers.${id}`),
    ...shownFieldWarnings(supplier, `suppliers.${id}`),
  ])

const bodyWarnings = ({ maxBytes }: Supplier, at: string): Mistake[] =>
  maxBytes > LARGE_BODY_BYTES
    ? [
        {
          path: `${at}.maxBytes`,
          message: `The gateway reads up to ${maxBytes} bytes from anybody before it can check the signature. An order of 2,000 lines has less than 1 MB. Choose at most ${LARGE_BODY_BYTES}.`,
        },
      ]
    : []

/** "No nuts" in Greek, Arabic and Chinese, as a chef may write for a guest with an allergy. */
const LETTERS = 'Ξηροί καρποί, بدون مكسرات, 不要坚果'

/** Warns only if no route of the supplier can write the letters, because the desk could then never read the remark. */
function letterWarnings(supplier: Supplier, at: string): Mistake[] {
  const order = { ...specimenOrder, remarks: LETTERS }
  const losing = supplier.routes.map((route) => supplier.remarks !== 'refuse' && loses(order, route, supplier))
  if (losing.includes(false)) return []
  return supplier.routes.map(({ document }, index) => ({
    path: `${at}.routes[${index}].document`,
    message: `The document cannot hold Greek, Arabic or Chinese letters. Remarks in them become question marks, and you are told of each order. ${remedy(document.format)}`,
  }))
}

function loses(order: Order, route: Route, supplier: Supplier): boolean {
  try {
    return lostLetters(order, route, supplier) > 0
  } catch {
    return false
  }
}

const remedy = (format: string): string =>
  format.startsWith('edifact')
    ? "Choose charset: 'UNOY' if your partner reads it, or add a route that can show such letters, such as email."
    : "Choose charset: 'utf-8' if the format has it and your partner reads it. Or add a route that can show such letters, such as email."
