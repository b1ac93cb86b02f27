import { fill } from '../../text/fill.ts'
import { Confirmation, NotDone } from '../frame/confirmation.tsx'
import { atLeast, counted } from '../frame/counted.ts'
import { Crumb } from '../frame/crumb.tsx'
import { Field } from '../frame/field.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { NoteField } from '../frame/note-field.tsx'
import { page } from '../frame/page.tsx'
import type { ConsoleContext, Visit } from '../frame/visit.ts'
import { actionWords, type RouteAction, routeState } from './route-actions.ts'
import type { RouteProps } from './route-card.tsx'

interface Asked extends Omit<RouteProps, 'visit'> {
  readonly action: RouteAction
  /** The text that a person typed before a problem. */
  readonly note?: string
  readonly until?: string
  readonly noteProblem?: string
  readonly untilProblem?: string
  readonly problem?: string
}

/** Tells the effect of an action before the action. Opening the page changes no route. */
export function routeActionPage(c: ConsoleContext, asked: Asked, status: 200 | 409 | 422 = 200) {
  const { visit } = c.var
  const { words } = visit
  const { name, supplier, route, action, problem } = asked
  const text = words.routes[actionWords(action, route)]
  const values = { route: route.route, count: countOf(asked, visit) }
  const title = fill(text.title, values)
  return page(
    c,
    {
      ...{ title, tab: 'routes', supplier },
      body: (
        <>
          <Crumb href="/console/routes">{words.routes.title}</Crumb>
          <div class="narrow flow">
            <Confirmation
              visit={visit}
              title={title}
              problem={
                problem && (
                  <NotDone visit={visit}>
                    <p>{problem}</p>
                  </NotDone>
                )
              }
              steps={
                <>
                  <li>
                    <strong>{fill(text.what, values)}</strong>
                  </li>
                  <li>{fill(hasProbe(asked) ? words.routes.oneFirst : text.after, values)}</li>
                </>
              }
              action={`/console/routes/${encodeURIComponent(name)}/${route.route}/do/${action}`}
              hidden={{ state: routeState(route) }}
              button={fill(text.button, values)}
              back="/console/routes"
            >
              {action === 'pause' && <Until asked={asked} visit={visit} />}
              <NoteField visit={visit} isNeeded={action === 'pause'} note={asked.note} problem={asked.noteProblem} />
            </Confirmation>
          </div>
        </>
      ),
    },
    status,
  )
}

/** A retry leaves held deliveries, so they do not count. */
const countOf = ({ action, route: { unsettled, unsent } }: Asked, { language }: Visit): string =>
  action === 'retry' ? atLeast(unsent.retryable, unsent.isMore, language) : counted(unsettled, language)

/** A system that did not answer gets one order first, and so does a route whose pause a retry ends. */
const hasProbe = ({ action, route: { circuit, paused } }: Asked): boolean =>
  action !== 'pause' && (circuit.state !== 'closed' || (action === 'retry' && paused?.pausedBy === null))

function Until({ asked: { supplier, until = '', untilProblem }, visit }: { asked: Asked; visit: Visit }) {
  const { routes: text, confirm } = visit.words
  return (
    <Field
      id="until"
      type="datetime-local"
      label={text.until}
      aside={confirm.mayStayEmpty}
      value={until}
      hint={fill(text.untilHint, { zone: supplier.timeZone })}
      problem={untilProblem}
    />
  )
}
