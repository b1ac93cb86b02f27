import { deskRemark } from '../../model/desk-wording.ts'
import { findingText, noteText } from '../../model/finding.ts'
import { NEXT_STEP, nextStep } from '../../model/next-step.ts'
import { capital } from '../../model/problem-text.ts'
import { adviceFor, adviceText, holdAdvice } from '../../profile/desk-advice.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { DeliveryChip } from '../frame/state-chip.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { OrderProps } from './order-body.tsx'

/** Every delivery: its route, how it stands, how often it was tried, and what to do. */
export function Deliveries({ visit, supplier, order }: OrderProps) {
  const { words, language } = visit
  const { order: text } = words
  if (order.deliveries.length === 0) return null
  return (
    <section class="sheet">
      <Table caption={text.tries} heads={[text.route, text.state, { label: text.attempts, class: 'n' }]}>
        {order.deliveries.map((delivery) => {
          const { route, version, state, holdReason, attempts, controlNumber, note, problems } = delivery
          return (
            <Row>
              <RowHead>
                {route}
                <small class="nw">{fill(text.version, { version })}</small>
              </RowHead>
              <Cell class="f">
                <DeliveryChip state={state} visit={visit} />
                {holdReason && <small>{words.holdReasons[holdReason]}</small>}
                {note && (
                  <small dir="auto">
                    {problems.length > 0 ? deskRemark(problems, language) : noteText(note, language)}
                  </small>
                )}
                <NextStep visit={visit} supplier={supplier} {...delivery} />
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
          )
        })}
      </Table>
    </section>
  )
}

type Delivery = OrderProps['order']['deliveries'][number]

/** The advice of alerts and of Today, after the step for the phase that failed. */
function NextStep({ visit, supplier, ...delivery }: Delivery & Pick<OrderProps, 'visit' | 'supplier'>) {
  const { language, words } = visit
  const { state, route, holdReason, phase, waitsFor, note, routePause: pause } = delivery
  const isStopped = holdReason !== null || state === 'refused'
  if (isStopped && delivery.purpose === 'cancellation')
    return <small>{adviceText(state === 'refused' ? 'cancel-by-hand' : 'cancel-perhaps', language)}</small>
  if (holdReason !== null) return <small>{holdAdvice(holdReason, route, supplier, language)}</small>
  if (state === 'refused') {
    const step = phase && findingText({ code: NEXT_STEP[phase], values: {} }, language).replaceAll('`', '')
    const advice = adviceText(adviceFor({ what: 'refused', route, pause }, supplier), language)
    return <small>{[step, advice].filter(Boolean).join(' ')}</small>
  }
  if (waitsFor?.kind === 'pause') {
    const advice = adviceText(adviceFor({ what: 'paused', route, pause }, supplier), language)
    return <small>{`${capital(fill(words.waits.pause, { route }))}. ${advice}`}</small>
  }
  if (!delivery.nextStep) return null
  if (delivery.nextStep === waitsFor?.text) return <small>{fill(words.waits[waitsFor.kind], { route })}</small>
  const step = nextStep(state, phase, pause, note)
  return step && <small>{findingText(step, language).replaceAll('`', '')}</small>
}
