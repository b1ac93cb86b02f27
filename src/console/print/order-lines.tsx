import { amountText } from '../../documents/template/readable-amounts.ts'
import { type LineWithUnit, linesWithUnits } from '../../exports/lines-with-units.ts'
import type { Language } from '../../model/language.ts'
import type { Order } from '../../model/order/order.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { Fragment, h } from '../frame/jsx.ts'
import type { Visit } from '../frame/visit.ts'

interface LinesProps {
  readonly order: Order
  readonly supplier: Supplier
  readonly words: Visit['words']
  readonly language: Language
}

/** The lines of an order on paper, each with a box to tick, and the remarks of the chef. */
export const OrderLines = ({ order, supplier, words, language }: LinesProps) => (
  <PaperLines lines={linesWithUnits(order, supplier)} remarks={order.remarks} words={words} language={language} />
)

interface PaperProps extends Pick<LinesProps, 'words' | 'language'> {
  readonly lines: readonly LineWithUnit[]
  readonly remarks: string
}

/** Quantities have their unit as a word. */
export function PaperLines({ lines, remarks, words, language }: PaperProps) {
  const { print, order: text } = words
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
              <td class="n">{amountText(line.quantity, line.unit, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {remarks !== '' && <blockquote dir="auto">{remarks}</blockquote>}
    </>
  )
}
