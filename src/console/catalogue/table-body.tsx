import type { CataloguePage, CatalogueRowView } from '../../supplier/catalogue/catalogue-views.ts'
import { tableNameOf } from '../../supplier/catalogue/plan-import.ts'
import { fill } from '../../text/fill.ts'
import { Field } from '../frame/field.tsx'
import { Icon } from '../frame/icons.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { Note } from '../frame/note.tsx'
import { queryOf } from '../frame/paths.ts'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import { moment } from '../frame/times.ts'
import type { Visit } from '../frame/visit.ts'
import { CatalogueChips } from './chips.tsx'
import { type CataloguePlace, rowPath, tablePath } from './place.ts'
import { rowText } from './row-text.ts'

interface TableProps extends CataloguePlace {
  readonly visit: Visit
  readonly found: CataloguePage
  readonly text: string | null
  readonly after: string | null
  readonly mayImport: boolean
  /** The page follows an import. */
  readonly isImported: boolean
}

/** The rows that count, with their origin. */
export function TableBody(props: TableProps) {
  const { visit, name, kind, found, text: wanted, after, mayImport, isImported } = props
  const { catalogue: text, orders } = visit.words
  const path = tablePath(name, kind)
  const search = { role: 'search' }
  const last = found.rows.at(-1)
  return (
    <>
      <div class="head">
        <h1>{text[tableNameOf(kind)]}</h1>
        <div class="acts">
          {mayImport && (
            <a class="btn" href={`${path}/import`}>
              {text.import}
            </a>
          )}
          <a class="btn" href={`${path}/export.csv`}>
            <Icon name="down" />
            {text.export}
          </a>
        </div>
      </div>
      <CatalogueChips visit={visit} supplier={name} current={kind} />
      {isImported && (
        <Note tone="ok" isNews>
          <p>{text.entered}</p>
        </Note>
      )}
      <section class="sheet">
        <form class="ask pad" {...search} aria-label={text.find} action={path}>
          <Field
            {...{ id: 'q', type: 'search', class: 'wide', label: text.find }}
            {...{ value: wanted ?? '', autocomplete: 'off', dir: 'auto' }}
          />
          <button class="btn" type="submit">
            <Icon name="find" />
            {orders.button}
          </button>
        </form>
        <Table
          caption={
            <>
              {text[tableNameOf(kind)]}
              <small>{fill(text.counted, { matching: found.matching, total: found.total })}</small>
            </>
          }
          heads={[text.number, text.cells, text.origin, { label: text.action, isHidden: true }]}
        >
          {found.rows.map((row) => (
            <CatalogueLine {...props} row={row} />
          ))}
        </Table>
      </section>
      <nav class="head" aria-label={orders.pages}>
        {after !== null && (
          <a class="btn sm" href={path + queryOf({ q: wanted })}>
            {text.first}
          </a>
        )}
        {last && found.rows.length < found.matching && !isLast(found, after) && (
          <a class="btn sm" rel="next" href={path + queryOf({ q: wanted, after: last.key })}>
            {text.next}
          </a>
        )}
      </nav>
    </>
  )
}

export const ON_A_PAGE = 25

/** A shorter page is the last page. */
const isLast = ({ rows }: CataloguePage, after: string | null): boolean => after !== null && rows.length < ON_A_PAGE

function CatalogueLine({ visit, supplier, name, kind, row }: TableProps & { row: CatalogueRowView }) {
  const { catalogue: text } = visit.words
  const { key, effective, configured, entry } = row
  const when = (at: string): string => moment(at, visit, supplier.timeZone)
  return (
    <Row>
      <RowHead class="f" dir="auto">
        {key}
      </RowHead>
      <Cell class="f" dir="auto">
        {effective && rowText(kind, effective, visit)}
      </Cell>
      <Cell class="f">
        <span dir="auto">
          {entry ? fill(text.enteredBy, { who: entry.by, time: when(entry.at) }) : text.configuration}
        </span>
        {entry && configured && <small>{text.over}</small>}
      </Cell>
      <Cell class="n">
        <a href={rowPath(name, kind, key)}>
          {text.change}
          <span class="vh"> {key}</span>
        </a>
      </Cell>
    </Row>
  )
}
