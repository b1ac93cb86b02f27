import { chefText } from '../../model/problem-text.ts'
import { fill } from '../../text/fill.ts'
import { shown } from '../../text/shown.ts'
import { Fragment, h } from '../frame/jsx.ts'
import { Sheet } from '../frame/sheet.tsx'
import { moment } from '../frame/times.ts'
import type { RefusedLine } from './contents.ts'
import type { OrderProps } from './order-body.tsx'
import { problemsOf } from './problems-of.ts'

/** A refused order: when the chef tried, the problems in the words that the chef read, and the readable lines. */
export function Refused(props: OrderProps) {
  const { visit, supplier, order, contents } = props
  const { words, language } = visit
  const problems = problemsOf(order)
  if (problems.length === 0) return null
  const { refusal } = order
  const time = refusal && moment(refusal.refusedAt, visit, supplier.timeZone)
  const tried = (refusal?.attempts ?? 1) === 1 ? words.today.triedOnce : words.today.triedMany
  return (
    <Sheet id="problems" title={words.order.problems}>
      {refusal && time && <p>{fill(tried, { count: refusal.attempts, time })}</p>}
      <ul class="list">
        {problems.map((problem) => (
          <li dir="auto">{chefText(problem, language)}</li>
        ))}
      </ul>
      {contents.refusedLines.length > 0 && <Lines visit={visit} lines={contents.refusedLines} />}
    </Sheet>
  )
}

/** Lines that are shown. A person who calls names the goods, not a long list. */
const SHOWN = 40

function Lines({ visit: { words }, lines }: Pick<OrderProps, 'visit'> & { readonly lines: readonly RefusedLine[] }) {
  return (
    <>
      <h3>{words.today.theirOrder}</h3>
      <ul class="list">
        {lines.slice(0, SHOWN).map(({ article, name, quantity }) => (
          <li dir="auto">
            {quantity ?? '–'} × {shown(name ?? '')} <span class="soft">{shown(article ?? '')}</span>
          </li>
        ))}
        {lines.length > SHOWN && <li class="soft">{fill(words.order.moreLines, { count: lines.length - SHOWN })}</li>}
      </ul>
    </>
  )
}
