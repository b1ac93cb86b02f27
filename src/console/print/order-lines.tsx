import { articlesOf } from '../../documents/content/tables.ts'
import { amountText } from '../../documents/template/readable-amounts.ts'
import type { Language } from '../../model/language.ts'
import type { Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { inSupplierTerms } from '../../profile/translation.ts'
import type { Visit } from '../frame/visit.ts'

interface LinesProps {
  readonly order: Order
  readonly supplier: Supplier
  readonly words: Visit['words']
  readonly language: Language
}

/**
 * The lines of an order on paper, each with a box to tick. Articles and quantities are those of the documents, because a
 * person keys or packs from the paper. Quantities have their unit as a word.
 */
export function OrderLines({ order, supplier, words, language }: LinesProps) {
  const { print, order: text } = words
  const { lines } = inSupplierTerms(order, supplier)
  const rows = articlesOf({ ...order, lines }, supplier)
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">{print.tick}</th>
            <th scope="col">{text.article}</th>
            <th scope="col" class="n">
              {print.quantity}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr>
              <td class="b" />
              <th scope="row" dir="auto">
                <strong>{line.article}</strong> {line.name}
                {line.tableArticle !== undefined && <small>{line.tableArticle}</small>}
              </th>
              <td class="n">{amountText(line.quantity, rows.get(line)?.unit || null, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {order.remarks !== '' && <blockquote dir="auto">{order.remarks}</blockquote>}
    </>
  )
}
