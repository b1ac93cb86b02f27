import { noteText } from '../../model/finding.ts'
import { fill } from '../../text/fill.ts'
import { DeliveryChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { OrderProps } from './order-body.tsx'

/** Every delivery: its route, how it stands, how often it was tried, and what to do. */
export function Deliveries({ visit, order }: OrderProps) {
  const { words, language } = visit
  const { order: text } = words
  if (order.deliveries.length === 0) return null
  return (
    <section class="sheet">
      <Table
        caption={text.tries}
        heads={[{ label: text.route }, { label: text.state }, { label: text.attempts, class: 'n' }]}
      >
        {order.deliveries.map(({ route, version, state, holdReason, attempts, controlNumber, note, ...delivery }) => (
          <Row>
            <RowHead>
              {route}
              <small>{fill(text.version, { version: String(version) })}</small>
            </RowHead>
            <Cell class="f">
              <DeliveryChip state={state} visit={visit} />
              {holdReason && <small>{words.holdReasons[holdReason]}</small>}
              {note && <small dir="auto">{noteText(note, language)}</small>}
              <NextStep visit={visit} route={route} {...delivery} />
              {controlNumber !== null && (
                <small>
                  {text.number} {controlNumber}
                </small>
              )}
            </Cell>
            <Cell class="n" label={text.attempts}>
              {attempts}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}

type NextProps = Pick<OrderProps['order']['deliveries'][number], 'route' | 'nextStep' | 'waitsFor'>

/** The advice of the gateway is in English. The reason of a wait has words in each language. */
function NextStep({ visit, route, nextStep, waitsFor }: NextProps & Pick<OrderProps, 'visit'>) {
  if (!nextStep) return null
  if (nextStep === waitsFor?.text) return <small>{fill(visit.words.waits[waitsFor.kind], { route })}</small>
  return (
    <small dir="auto" lang="en">
      {nextStep}
    </small>
  )
}
