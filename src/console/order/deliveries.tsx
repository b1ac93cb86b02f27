import { alertWording } from '../../../templates/alerts.ts'
import { deskRemark } from '../../model/desk-wording.ts'
import { findingText, noteText } from '../../model/finding.ts'
import { nextStep } from '../../model/next-step.ts'
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
        {order.deliveries.map(
          ({ route, version, state, holdReason, attempts, controlNumber, note, problems, ...delivery }) => (
            <Row>
              <RowHead>
                {route}
                <small>{fill(text.version, { version: String(version) })}</small>
              </RowHead>
              <Cell class="f">
                <DeliveryChip state={state} visit={visit} />
                {holdReason && <small>{words.holdReasons[holdReason]}</small>}
                {note && (
                  <small dir="auto">
                    {problems.length > 0 ? deskRemark(problems, language) : noteText(note, language)}
                  </small>
                )}
                <NextStep visit={visit} route={route} state={state} holdReason={holdReason} {...delivery} />
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
          ),
        )}
      </Table>
    </section>
  )
}

type Delivery = OrderProps['order']['deliveries'][number]
type NextProps = Pick<Delivery, 'route' | 'state' | 'holdReason' | 'phase' | 'nextStep' | 'waitsFor'>

/** The advice of the Admin API, in the words of the reader. */
function NextStep({ visit, route, ...delivery }: NextProps & Pick<OrderProps, 'visit'>) {
  const { state, holdReason, phase, waitsFor } = delivery
  if (!delivery.nextStep) return null
  if (delivery.nextStep === waitsFor?.text) return <small>{fill(visit.words.waits[waitsFor.kind], { route })}</small>
  if (holdReason !== null) return <small>{alertWording[visit.language].reasons[holdReason].todo}</small>
  const step = nextStep(state, phase)
  return step && <small>{findingText(step, visit.language).replaceAll('`', '')}</small>
}
