import type { Supplier } from '../../profile/supplier.ts'
import type { CatalogueRowView, EntryView } from '../../supplier/catalogue/catalogue-views.ts'
import type { EntryOutcome } from '../../supplier/catalogue/entry-outcome.ts'
import { fill } from '../../text/fill.ts'
import { h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { OrderLinks } from '../frame/order-links.tsx'
import { type StillRoute, stillText } from '../frame/still-route.ts'
import type { Visit } from '../frame/visit.ts'

/** `still`: the routes that stand still and have a released order to send. */
export type ShownOutcome = EntryOutcome & { readonly still: readonly StillRoute[] }

interface NoteProps {
  readonly visit: Visit
  /** The supplier in addresses. */
  readonly name: string
  readonly found: CatalogueRowView & { readonly history: readonly EntryView[] }
  readonly outcome: ShownOutcome
  readonly supplier: Supplier
}

/** Names what became of the orders after an entry, or after its undo. */
export function EntryOutcomeNote({ visit, name, supplier, found: { effective, history }, outcome }: NoteProps) {
  const { catalogue: text, holdReasons } = visit.words
  const { released, rewritten, reached, held, unjudged, isCut, still } = outcome
  const isUndo = history[0] !== undefined && history[0].undoes !== null
  const byReason = Map.groupBy(held, ({ holdReason }) => holdReason)
  const isNone = [released, rewritten, reached, held].every((orders) => orders.length === 0) && unjudged === 0
  const named = { visit, name }
  return (
    <Note tone={reached.length + held.length > 0 ? 'you' : 'ok'} isNews>
      <p>{isUndo ? `${text.takenBack} ${effective ? text.undoNext : text.undoUnknown}` : text.entryStored}</p>
      {isNone && <p>{isUndo ? text.noneWritten : text.noneWaited}</p>}
      <Named {...named} label={text.released} orders={released} />
      {still.map((route) => (
        <p dir="auto">{stillText(route, visit, supplier)}</p>
      ))}
      <Named {...named} label={text.rewritten} orders={rewritten} />
      <Named {...named} label={text.correct} orders={reached} />
      {[...byReason].map(([reason, orders]) => (
        <Named {...named} label={fill(text.stillHeld, { reason: holdReasons[reason] })} orders={orders} />
      ))}
      {unjudged > 0 && <p>{fill(text.unjudged, { count: unjudged })}</p>}
      {isCut && <p>{text.writtenMore}</p>}
    </Note>
  )
}

/** Numbers in one sentence; further orders are counted. */
const SHOWN = 5

interface NamedProps extends Pick<NoteProps, 'visit' | 'name'> {
  readonly label: string
  readonly orders: EntryOutcome['released']
}

function Named({ visit, name, label, orders }: NamedProps) {
  if (orders.length === 0) return null
  const more = orders.length - SHOWN
  return (
    <p>
      <strong>{label}</strong> <OrderLinks name={name} orders={orders.slice(0, SHOWN)} />
      {more > 0 && ` ${fill(visit.words.today.more, { count: more })}`}
    </p>
  )
}
