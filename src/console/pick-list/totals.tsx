import { amountText } from '../../documents/template/readable-amounts.ts'
import type { PickTotal } from '../../exports/pick-totals.ts'
import type { Visit } from '../frame/visit.ts'

interface TotalsProps {
  readonly totals: readonly PickTotal[]
  readonly visit: Visit
}

/** The totals by article, each with a box to tick. The quantities that nobody has released stand in a column of their own. */
export function Totals({ totals, visit: { words, language } }: TotalsProps) {
  const { pick, print, order } = words
  const hasHeld = totals.some(({ notReleased }) => notReleased !== '0')
  const amount = (quantity: string, unit: string | null): string =>
    quantity === '0' ? '–' : amountText(quantity, unit, language)
  return (
    <section>
      <h2>{pick.totals}</h2>
      <p>{pick.units}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{print.tick}</th>
            <th scope="col">{order.article}</th>
            <th scope="col" class="n">
              {print.quantity}
            </th>
            {hasHeld && (
              <th scope="col" class="n">
                {pick.notReleased}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {totals.map(({ article, name, unit, quantity, notReleased }) => (
            <tr>
              <td class="b" />
              <th scope="row" dir="auto">
                <strong>{article}</strong> {name}
              </th>
              <td class="n">{amount(quantity, unit)}</td>
              {hasHeld && <td class="n">{amount(notReleased, unit)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
