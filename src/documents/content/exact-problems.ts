import type { Order } from '../../model/order/order.ts'
import type { Problem } from '../../model/problem.ts'
import type { Supplier } from '../../profile/supplier.ts'
import {
  articlePath,
  type Digits,
  type ExactElements,
  type FieldOwner,
  holdsDigits,
  isPlainNumber,
  keyProblem,
  type Path,
  quantityPath,
} from './elements.ts'
import { roleProblems } from './roles.ts'

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/

/** Lists each key, quantity and date of `order` that `elements` cannot hold. The table supplies customer numbers. */
export function exactProblems(
  order: Order,
  supplier: Pick<Supplier, 'customers'>,
  elements: ExactElements,
  owner: FieldOwner,
): Problem[] {
  const found: (Problem | null)[] = [
    keyProblem('order number', order.number, elements.orderNumber, owner, () => 'order_number'),
    ...roleProblems(order, supplier, elements.customer, owner),
    dateProblem('order date', order.orderedOn.date, 'ordered_on'),
    order.deliveryDate === null ? null : dateProblem('delivery date', order.deliveryDate, 'expected_delivery_date'),
  ]
  for (const [index, line] of order.lines.entries()) {
    const article = keyProblem('article number', line.article, elements.article, owner, () => articlePath(index))
    const quantity = digitsProblem(line.quantity, elements.quantity, owner, () => quantityPath(index))
    if (article) found.push(article)
    if (quantity) found.push(quantity)
  }
  return found.filter((problem) => problem !== null)
}

function digitsProblem(value: string, element: Digits, owner: FieldOwner, path: Path): Problem | null {
  if (!isPlainNumber(value)) {
    return {
      path: path(),
      code: 'character',
      message: 'The quantity is not a plain decimal number; write it as 12 or 1.5.',
    }
  }
  if (holdsDigits(value, element)) return null
  const message = `The quantity has more than the ${element.max} digits that ${owner.name} takes; order less or key this order by hand.`
  return { path: path(), code: 'too-long', message }
}

function dateProblem(noun: string, date: string, path: string): Problem | null {
  if (ISO_DATE.test(date)) return null
  return { path, code: 'date-impossible', message: `The ${noun} is not a date; write it as 2026-11-26.` }
}
