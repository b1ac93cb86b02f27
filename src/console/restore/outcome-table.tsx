import type { Restored } from '../../outbox/export/restore.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { orderPath } from '../frame/paths.ts'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import type { Preview } from './restore-body.tsx'

const SHOWN = 100

/** Each order of the file, and what a restore would do with the order. */
export function OutcomeTable({ visit, name, preview }: { visit: Visit; name: string; preview: Preview }) {
  const { restore: text, orders: heads } = visit.words
  const rest = preview.outcomes.length - SHOWN
  return (
    <section class="sheet">
      <Table caption={text.caption} heads={[heads.order, heads.customer, text.whatHappens]}>
        {preview.outcomes.slice(0, SHOWN).map((outcome, at) => {
          const { number, customer } = preview.orders[at]?.dossier.order ?? { number: null, customer: null }
          const label = number ?? outcome.orderId
          return (
            <Row>
              <RowHead class="f" dir="auto">
                {outcome.outcome === 'restored' ? label : <a href={orderPath(name, outcome.orderId)}>{label}</a>}
              </RowHead>
              <Cell dir="auto">{customer}</Cell>
              <Cell class="f">{text.outcomes[outcomeOf(outcome)]}</Cell>
            </Row>
          )
        })}
      </Table>
      {rest > 0 && <p class="pad top0 soft">{fill(visit.words.today.more, { count: rest })}</p>}
    </section>
  )
}

const outcomeOf = ({ outcome, waiting }: Restored): 'restored' | 'waiting' | 'already-present' | 'conflict' =>
  outcome === 'restored' && waiting !== null ? 'waiting' : outcome
