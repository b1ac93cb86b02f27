import { amountText } from '../../documents/template/readable-amounts.ts'
import type { PickTotal } from '../../exports/pick-totals.ts'
import { h } from '../frame/jsx.ts'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'

interface TotalsProps {
  readonly totals: readonly PickTotal[]
  readonly visit: Visit
}

const PARTS = ['quantity', 'notReleased', 'undecided'] as const

/** The totals by article, each with a box to tick. The quantities that wait for a person stand in columns of their own. */
export function Totals({ totals, visit: { words, language } }: TotalsProps) {
  const { pick, print, order } = words
  const parts = PARTS.filter((part) => part === 'quantity' || totals.some((total) => total[part] !== '0'))
  const labelOf = (part: (typeof PARTS)[number]): string => (part === 'quantity' ? print.quantity : pick[part])
  return (
    <section>
      <h2>{pick.totals}</h2>
      <p>{pick.units}</p>
      <Table
        caption={pick.totals}
        isCaptionHidden
        heads={[print.tick, order.article, ...parts.map((part) => ({ label: labelOf(part), class: 'n' }))]}
      >
        {totals.map(({ article, name, unit, ...total }) => (
          <Row>
            <Cell class="b" />
            <RowHead dir="auto">
              <strong>{article}</strong> {name}
            </RowHead>
            {parts.map((part) => (
              <Cell class="n" label={labelOf(part)}>
                {total[part] === '0' ? '–' : amountText(total[part], unit, language)}
              </Cell>
            ))}
          </Row>
        ))}
      </Table>
    </section>
  )
}
