import type { ArticleRow, CatalogueKind, CustomerRow } from '../../profile/catalogue.ts'
import type { CatalogueRowView, EntryView } from '../../supplier/catalogue/catalogue-views.ts'
import { tableNameOf } from '../../supplier/catalogue/plan-import.ts'
import { fill } from '../../text/fill.ts'
import { localNumber } from '../../text/local-number.ts'
import { Crumb } from '../frame/crumb.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Sheet } from '../frame/sheet.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { EntryOutcomeNote, type ShownOutcome } from './entry-outcome-note.tsx'
import { type CataloguePlace, rowPath, tablePath } from './place.ts'
import { RowFields, UnitList } from './row-fields.tsx'
import { cellsOf, FIELDS, type FieldName, typedIn } from './row-form.ts'
import { rowText } from './row-text.ts'

interface RowProps extends CataloguePlace {
  readonly visit: Visit
  readonly found: CatalogueRowView & { readonly history: readonly EntryView[] }
  readonly mayAct: boolean
  /** The fields that a person typed before the page that asks; undefined for a field that the address lacks. */
  readonly typed: (name: FieldName) => string | undefined
  /** The order that was the occasion; empty without an order. */
  readonly orderId: string
  /** The effect on the orders, on the page after an entry or an undo. */
  readonly outcome: ShownOutcome | null
}

/** One number: the row that counts, the row below it, and every entry. */
export function RowBody(props: RowProps) {
  const { visit, supplier, name, kind, found, mayAct, outcome, typed, orderId } = props
  const { catalogue: text } = visit.words
  const { key, effective, configured, entry } = found
  return (
    <>
      <Crumb href={tablePath(name, kind)}>{text[tableNameOf(kind)]}</Crumb>
      <h1 dir="auto">{fill(text[kind], { key })}</h1>
      {outcome && <EntryOutcomeNote {...props} outcome={outcome} />}
      <div class="half">
        <Sheet id="counts" title={text.counts} class="sheet pad flow tight">
          <Cells visit={visit} kind={kind} row={effective} none={text.inNoTable} />
          <p class="soft" dir="auto">
            {entry
              ? fill(text.enteredBy, { who: entry.by, time: whenOf(props, entry.at) })
              : configured && text.configuration}
          </p>
          {mayAct && entry && (
            <p class="acts">
              <a class="btn" href={rowPath(name, kind, key, 'undo')}>
                {text.undo}
              </a>
            </p>
          )}
        </Sheet>
        <Sheet id="below" title={text.inConfiguration} class="sheet pad flow tight">
          <Cells visit={visit} kind={kind} row={configured} none={text.notConfigured} />
        </Sheet>
      </div>
      {mayAct && (
        <form class="sheet pad flow" action={`${tablePath(name, kind)}/enter`} aria-labelledby="enter">
          <input type="hidden" name="key" value={key} />
          <input type="hidden" name="order" value={orderId} />
          <h2 id="enter">{effective ? text.changeTitle : text.enterTitle}</h2>
          {kind === 'article' && <UnitList visit={visit} supplier={supplier} />}
          <RowFields {...{ visit, supplier, id: 'r', fields: FIELDS[kind] }} values={typedIn(kind, effective, typed)} />
          <div class="acts">
            <button class="btn go" type="submit">
              {text.goOn}
            </button>
          </div>
        </form>
      )}
      <History {...props} />
    </>
  )
}

interface CellsProps {
  readonly visit: Visit
  readonly kind: CatalogueKind
  readonly row: ArticleRow | CustomerRow | null
  /** The text for no row. */
  readonly none: string
}

/** The cells of a row. A row with the number alone passes as it is. */
export function Cells({ visit, kind, row, none }: CellsProps) {
  const { catalogue: text } = visit.words
  const cells = row ? cellsOf(kind, row) : []
  if (cells.length === 0) return <p>{row ? text.passes : none}</p>
  return (
    <dl class="facts">
      {cells.map(({ name, text: value }) => (
        <>
          <dt>{text.fields[name].label}</dt>
          <dd dir="auto">
            {value === 'yes' ? text.yes : name === 'factor' ? localNumber(value, visit.language) : value}
          </dd>
        </>
      ))}
    </dl>
  )
}

const whenOf = ({ visit, supplier }: Pick<RowProps, 'visit' | 'supplier'>, at: string): string =>
  moment(at, visit, supplier.timeZone)

function History(props: RowProps) {
  const { visit, kind, found } = props
  const { catalogue: text } = visit.words
  if (found.history.length === 0) return null
  return (
    <section class="sheet">
      <Table caption={text.history} heads={[text.when, text.who, text.what, text.note]}>
        {found.history.map((step) => (
          <Row>
            <RowHead>{whenOf(props, step.at)}</RowHead>
            <Cell dir="auto">{step.by}</Cell>
            <Cell class="f" dir="auto">
              {step.undoes === null ? step.row && rowText(kind, step.row, visit) : text.undone}
            </Cell>
            <Cell class="f" dir="auto">
              {step.note}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}
