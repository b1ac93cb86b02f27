import { noteText } from '../../model/finding.ts'
import type { ImportPlan } from '../../supplier/catalogue/plan-import.ts'
import { tableNameOf } from '../../supplier/catalogue/plan-import.ts'
import { colonIn } from '../../text/colon.ts'
import { fill } from '../../text/fill.ts'
import { Chip } from '../frame/chip.tsx'
import { NotDone } from '../frame/confirmation.tsx'
import { Crumb } from '../frame/crumb.tsx'
import { Field } from '../frame/field.tsx'
import { Form } from '../frame/form.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { LateNote } from '../frame/late-note.tsx'
import { Note } from '../frame/note.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import { type CataloguePlace, tablePath } from './place.ts'
import { rowText } from './row-text.ts'

interface ImportProps extends CataloguePlace {
  readonly visit: Visit
  /** What the file would change; null before a file was chosen. */
  readonly plan: (ImportPlan & { readonly catalogueVersion: number }) | null
  readonly csv: string
  /** The catalogue changed after the preview. */
  readonly isOutdated?: boolean
}

/** A file is looked at first. Nothing is stored before the second button. */
export function ImportBody(props: ImportProps) {
  const { visit, name, kind, plan, csv, isOutdated } = props
  const { catalogue: text, confirm } = visit.words
  const path = tablePath(name, kind)
  const changes = plan ? plan.added.length + plan.changed.length : 0
  const isReady = plan !== null && plan.problems.length === 0 && changes > 0
  return (
    <>
      <Crumb href={path}>{text[tableNameOf(kind)]}</Crumb>
      <div class="narrow flow">
        <h1>{text.importTitle}</h1>
        {isOutdated && (
          <NotDone visit={visit}>
            <p>{text.importOutdated}</p>
          </NotDone>
        )}
        {plan && <Problems visit={visit} plan={plan} />}
        {plan?.problems.length === 0 && <Changes {...props} plan={plan} />}
        {isReady && (
          <Form
            visit={visit}
            action={`${path}/import`}
            hidden={{ csv, catalogueVersion: plan.catalogueVersion, step: 'import' }}
          >
            <LateNote visit={visit} />
            <p>{text.importWhat}</p>
            <div class="acts">
              <button class="btn go" type="submit">
                {fill(text.importButton, { count: changes })}
              </button>
              <a class="btn" href={path}>
                {confirm.back}
              </a>
            </div>
          </Form>
        )}
        <form class="sheet pad flow" method="post" action={`${path}/import`} enctype="multipart/form-data">
          <input type="hidden" name="form" value={visit.formToken} />
          <Field
            {...{ id: 'file', type: 'file', label: plan ? text.anotherFile : text.file }}
            {...{ name: 'csv', accept: '.csv,text/csv', required: true }}
            hint={fill(text.columns, { columns: COLUMNS[kind] })}
          />
          <div class="acts">
            <button class={isReady ? 'btn' : 'btn go'} type="submit">
              {text.lookAtFile}
            </button>
          </div>
        </form>
      </div>
    </>
  )
}

const COLUMNS = {
  article: 'article, erpArticle, unit, factor, gtin, weighted',
  customer: 'customer, name, soldTo, shipTo, billTo, gln, language, phone, contact, depot',
}

const PROBLEMS = 20

function Problems({ visit, plan }: { visit: Visit; plan: ImportPlan }) {
  const { catalogue: text } = visit.words
  if (plan.problems.length === 0) return null
  return (
    <Note tone="stop" isNews title={<h2>{fill(text.importProblems, { count: plan.problems.length })}</h2>}>
      <ul>
        {plan.problems.slice(0, PROBLEMS).map(({ line, message, cell }) => (
          <li>
            {fill(text.line, { line })}{' '}
            {cell ? (
              `${cell.column === '' ? '' : `${cell.column}${colonIn(visit.language)} `}${fill(cell.code === 'factor' ? text.factorInFile : text.problems[cell.code], cell)}`
            ) : (
              <span dir="auto">{noteText(message, visit.language)}</span>
            )}
          </li>
        ))}
      </ul>
    </Note>
  )
}

const SHOWN = 100

function Changes({ visit, kind, plan }: ImportProps & { plan: ImportPlan }) {
  const { catalogue: text } = visit.words
  const rows = [
    ...plan.added.map((becomes) => ({ was: null, becomes })),
    ...plan.changed.map(({ was, becomes }) => ({ was, becomes })),
  ]
  return (
    <section class="sheet">
      <Table
        caption={
          <>
            {text.importChanges}
            <small>
              {fill(text.importCounts, {
                added: plan.added.length,
                changed: plan.changed.length,
                same: plan.same,
                absent: plan.absent.length,
              })}
            </small>
          </>
        }
        heads={[text.number, text.what, text.was, text.becomes]}
      >
        {rows.slice(0, SHOWN).map(({ was, becomes }) => (
          <Row>
            <RowHead dir="auto">{becomes.key}</RowHead>
            <Cell>
              <Chip tone={was ? 'way' : 'ok'} icon={was ? 'pen' : 'check'}>
                {was ? text.changed : text.new}
              </Chip>
            </Cell>
            <Cell class="f" dir="auto">
              {was ? <del>{rowText(kind, was, visit)}</del> : '–'}
            </Cell>
            <Cell class="f" dir="auto">
              <ins>{rowText(kind, becomes.row, visit)}</ins>
            </Cell>
          </Row>
        ))}
      </Table>
      {rows.length > SHOWN && <p class="pad top0 soft">{fill(text.importMore, { count: rows.length - SHOWN })}</p>}
    </section>
  )
}
