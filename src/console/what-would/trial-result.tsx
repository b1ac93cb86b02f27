import type { Problem } from '../../model/problem.ts'
import { deskText } from '../../model/problem-text.ts'
import type { RouteTrial, Trial } from '../../steps/try-order.ts'
import { fill } from '../../text/fill.ts'
import { Chip } from '../frame/chip.tsx'
import { h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { ScrollText } from '../frame/scroll-text.tsx'
import type { Visit } from '../frame/visit.ts'
import { textOf } from '../order/contents.ts'

/** The gateway's answer to the order, and the document of each route. */
export function TrialResult({ visit, trial }: { visit: Visit; trial: Trial }) {
  const { whatWould: text } = visit.words
  if (!trial.isAccepted)
    return (
      <section aria-labelledby="result">
        <Note tone="stop" title={<h2 id="result">{text.refused}</h2>}>
          <Problems visit={visit} problems={trial.problems} />
        </Note>
      </section>
    )
  const sending = trial.routes.filter(({ start }) => start === 'send')
  const title = sending.length === 0 ? text.held : fill(text.accepted, { count: sending.length })
  return (
    <section class="flow" aria-labelledby="result">
      <Note {...(sending.length === 0 ? WAITS : GOES)} title={<h2 id="result">{title}</h2>}>
        <p dir="auto">{trial.order.number}</p>
        <Problems visit={visit} problems={trial.findings} />
      </Note>
      {trial.routes.map((route) => (
        <RouteResult visit={visit} trial={route} />
      ))}
    </section>
  )
}

const WAITS = { tone: 'you', icon: 'hand' } as const
const GOES = { tone: 'ok' } as const

const Problems = ({ visit, problems }: { visit: Visit; problems: readonly Problem[] }) =>
  problems.length === 0 ? null : (
    <ul>
      {problems.map((problem) => (
        <li dir="auto">
          {deskText(problem, visit.language)} <small>{problem.code}</small>
        </li>
      ))}
    </ul>
  )

function RouteResult({ visit, trial }: { visit: Visit; trial: RouteTrial }) {
  const { whatWould: text } = visit.words
  const { route, start, document, problems } = trial
  const shown = document && textOf(document.bytes, document.mediaType)
  return (
    <section class="sheet pad flow" aria-labelledby={`route-${route}`}>
      <div class="head">
        <h3 id={`route-${route}`}>{route}</h3>
        <StartChip visit={visit} start={start} />
      </div>
      <Problems visit={visit} problems={problems} />
      {document && <p dir="auto">{document.fileName}</p>}
      {document &&
        (shown === null ? <p>{text.notText}</p> : <ScrollText name={document.fileName} text={shown ?? ''} />)}
      {document && document.warnings.length > 0 && (
        <div>
          <h4>{visit.words.order.cutOrRespelled}</h4>
          <ul>
            {document.warnings.map(({ path, was, became }) => (
              <li dir="auto">
                <code>{path}</code> {was} → {became === '' ? text.leftOut : became}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

function StartChip({ visit, start }: { visit: Visit; start: RouteTrial['start'] }) {
  const { whatWould: text, holdReasons } = visit.words
  if (start === 'send')
    return (
      <Chip tone="ok" icon="check">
        {text.sends}
      </Chip>
    )
  if (start === 'fallback')
    return (
      <Chip tone="off" icon="clock">
        {visit.words.today.standsBy}
      </Chip>
    )
  if (start === 'refuse')
    return (
      <Chip tone="stop" icon="stop">
        {visit.words.deliveryStates.refused}
      </Chip>
    )
  return (
    <Chip tone="you" icon="hand">
      {fill(text.holds, { reason: holdReasons[start] })}
    </Chip>
  )
}
