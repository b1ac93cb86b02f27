import type { Child } from 'hono/jsx'
import type { Kept } from '../../outbox/export/order-record.ts'
import type { Restored } from '../../outbox/export/restore.ts'
import type { Supplier } from '../../profile/supplier.ts'
import { fill } from '../../text/fill.ts'
import { Confirmation, NotDone } from '../frame/confirmation.tsx'
import { Crumb } from '../frame/crumb.tsx'
import { Field } from '../frame/field.tsx'
import { Form } from '../frame/form.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { NoteField } from '../frame/note-field.tsx'
import { queryOf } from '../frame/paths.ts'
import type { Visit } from '../frame/visit.ts'
import { OutcomeTable } from './outcome-table.tsx'
import type { Problem } from './restore.tsx'

/** What a restore of a file would do. */
export interface Preview {
  readonly orders: readonly Kept[]
  readonly outcomes: readonly Restored[]
  /** The file. */
  readonly text: string
  /** The note that a person typed before. */
  readonly note: string
}

interface BodyProps {
  readonly visit: Visit
  readonly name: string
  readonly supplier: Supplier
  readonly preview?: Preview
  readonly problem?: Problem
  /** The outbox changed after the preview. */
  readonly isOutdated?: boolean | undefined
  /** The result of the last restore. */
  readonly result: { readonly done: number; readonly waiting: number } | null
  /** The choice of the supplier. */
  readonly children?: Child
}

const ACTION = '/console/restore/import'

export function RestoreBody(props: BodyProps) {
  const { visit, name, supplier, preview, problem, isOutdated, result, children } = props
  const { restore: text } = visit.words
  const back = preview?.outcomes.filter(({ outcome }) => outcome === 'restored') ?? []
  return (
    <>
      <Crumb href={`/console/catch-up${queryOf({ supplier: name })}`}>{visit.words.catchUp.title}</Crumb>
      {back.length === 0 && <h1>{text.title}</h1>}
      {!preview && children}
      {result && (
        <Note tone={result.waiting > 0 ? 'you' : 'ok'} isNews>
          <p>{fill(text.done, { count: result.done, waiting: result.waiting })}</p>
          {result.waiting > 0 && (
            <a href={`/console/orders${queryOf({ supplier: name, state: 'held' })}`}>{text.toOrders}</a>
          )}
        </Note>
      )}
      {problem && (
        <NotDone visit={visit}>
          <p dir="auto">{problemText(problem, supplier, visit)}</p>
        </NotDone>
      )}
      {preview && back.length === 0 && (
        <Note tone="ok" isNews>
          <p>{text.nothing}</p>
        </Note>
      )}
      {preview && back.length > 0 && <Confirm {...props} preview={preview} back={back} isOutdated={isOutdated} />}
      {preview && <OutcomeTable visit={visit} name={name} preview={preview} />}
      <Form visit={visit} action={ACTION} hidden={{ supplier: name }} class="sheet pad flow" hasFile>
        {!preview && <p>{text.what}</p>}
        <Field
          {...{ id: 'file', type: 'file', label: preview ? text.another : text.file }}
          {...{ name: 'orders', accept: '.ndjson,.json', required: true }}
          hint={
            <>
              {text.hint} <code>npx orderbridge restore</code>
            </>
          }
        />
        <div class="acts">
          <button class={back.length > 0 ? 'btn' : 'btn go'} type="submit">
            {text.look}
          </button>
        </div>
      </Form>
    </>
  )
}

interface ConfirmProps extends BodyProps {
  readonly preview: Preview
  readonly back: readonly Restored[]
}

function Confirm({ visit, name, supplier, preview, back, isOutdated }: ConfirmProps) {
  const { restore: text } = visit.words
  const waiting = back.filter((order) => order.waiting !== null).length
  const staying = preview.orders.length - back.length
  const say = (sentence: string, count: number): string => fill(sentence, { count, name: supplier.name })
  return (
    <Confirmation
      visit={visit}
      title={text.title}
      problem={
        isOutdated && (
          <NotDone visit={visit}>
            <p>{text.outdated}</p>
          </NotDone>
        )
      }
      steps={
        <>
          <li>
            <strong>{say(text.stepBack, back.length)}</strong>
          </li>
          {waiting > 0 && <li>{say(text.stepWait, waiting)}</li>}
          {staying > 0 && <li>{say(text.stepStay, staying)}</li>}
        </>
      }
      action={ACTION}
      hidden={{ supplier: name, orders: preview.text, step: 'restore', count: back.length }}
      hasFile
      button={say(text.button, back.length)}
      back={`${ACTION}${queryOf({ supplier: name })}`}
    >
      <NoteField visit={visit} isNeeded={false} note={preview.note} />
    </Confirmation>
  )
}

function problemText(problem: Problem, supplier: Supplier, { words }: Visit): string {
  const { says, ...values } = problem
  const named = Object.entries(values).map(([key, value]) => [key, String(value)])
  return fill(words.restore.problems[says], { supplier: supplier.name, ...Object.fromEntries(named) })
}
