import type { Child } from 'hono/jsx'
import { fill } from '../../text/fill.ts'
import { Form } from './form.tsx'
import { Fragment, h } from './jsx.ts'
import { LateNote } from './late-note.tsx'
import { Note } from './note.tsx'
import type { Visit } from './visit.ts'

interface ConfirmationProps {
  readonly visit: Visit
  readonly title: Child
  /** Why the last attempt did nothing. */
  readonly problem?: Child
  /** What the person has to know before the effects. */
  readonly facts?: Child
  /** The effects as items of a list, in the order in which they happen. */
  readonly steps: Child
  /** What stands above or below the effects. */
  readonly above?: Child
  readonly below?: Child
  /** Where the form posts, and the fields that a person does not see. */
  readonly action: string
  readonly hidden: Readonly<Record<string, string | number>>
  /** A hidden field holds a file. */
  readonly hasFile?: boolean
  readonly button: string
  /** The action ends something. */
  readonly isEnd?: boolean
  readonly back: string
  /** The fields of the form. */
  readonly children?: Child
}

/** The page before an action: the effects, the fields, and one button. Opening the page changes nothing. */
export function Confirmation({ visit, button, isEnd, back, children, ...props }: ConfirmationProps) {
  const { confirm } = visit.words
  return (
    <>
      <h1 dir="auto">{props.title}</h1>
      <LateNote visit={visit} />
      {props.problem}
      {props.facts}
      <p class="big">{confirm.nothing}</p>
      <section class="sheet pad flow">
        {props.above}
        <ol class="steps">
          {props.steps}
          <li>{fill(children ? confirm.atOnce : confirm.atOnceAlone, { who: visit.visitor?.who ?? '' })}</li>
        </ol>
        {props.below}
      </section>
      <Form visit={visit} action={props.action} hidden={props.hidden} hasFile={props.hasFile}>
        {children}
        <div class="acts">
          <button class={isEnd ? 'btn bad' : 'btn go'} type="submit">
            {button}
          </button>
          <a class="btn" href={back}>
            {confirm.back}
          </a>
        </div>
      </Form>
    </>
  )
}

/** Says that an action was not taken, and why. `title`: another heading, for an action that was taken in part. */
export const NotDone = ({ visit, title, children }: { visit: Visit; title?: string; children?: Child }) => (
  <Note tone="stop" isNews title={<h2>{title ?? visit.words.confirm.notDone}</h2>}>
    {children}
  </Note>
)
