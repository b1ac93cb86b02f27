import type { Child } from 'hono/jsx'
import { noteText } from '../../model/finding.ts'
import type { Gateway } from '../../profile/supplier.ts'
import { dateWords } from '../../text/date-words.ts'
import { fill } from '../../text/fill.ts'
import { Chip } from '../frame/chip.tsx'
import { Fragment, h } from '../frame/jsx.ts'
import { queryOf } from '../frame/paths.ts'
import { Sheet } from '../frame/sheet.tsx'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'
import { type SettingRow, settingRows } from './setting-rows.ts'
import { StorageTable, type SupplierStorage } from './storage-table.tsx'

interface ShownSecret {
  readonly name: string
  readonly usedBy: readonly string[]
  readonly isSet: boolean
  /** `YYYY-MM-DD`; null without an end in the configuration. */
  readonly lastDay: string | null
}

interface BodyProps {
  readonly visit: Visit
  readonly suppliers: Gateway['suppliers']
  readonly secrets: readonly ShownSecret[]
  /** Suppliers that the configuration no longer has. */
  readonly removed: readonly string[]
  readonly storages: readonly SupplierStorage[]
  readonly mayCatchUp: boolean
}

export function SettingsBody({ visit, suppliers, secrets, removed, storages, mayCatchUp }: BodyProps) {
  const { settings: text } = visit.words
  const words = { ...text, rows: (count: number) => fill(text.rows, { count }) }
  const folded = Object.entries(suppliers).flatMap(([name, { routes, ...supplier }]) => [
    { id: name, title: supplier.name, rows: supplier, hint: supplier.customerNotices ? null : text.noNotices },
    ...routes.map((route) => ({
      ...{ id: `${name}-${route.name}`, rows: route, hint: null },
      title: `${supplier.name} · ${fill(text.route, { route: route.name })}`,
    })),
  ])
  const parts = [{ id: 'storage', title: text.storage }, ...folded, { id: 'secrets', title: text.secrets }]
  return (
    <>
      <h1>{text.title}</h1>
      <p>{text.readOnly}</p>
      {mayCatchUp && (
        <p>
          <a class="btn" href="/console/catch-up">
            {visit.words.catchUp.title}
          </a>
        </p>
      )}
      <nav aria-label={text.parts}>
        <ul class="chips">
          {parts.map(({ id, title }) => (
            <li>
              <a class="chip off" href={`#${id}`} dir="auto">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <StorageTable visit={visit} storages={storages} />
      {folded.map(({ rows: given, hint, ...part }) => (
        <Folded {...part}>
          {hint && <p class="pad">{hint}</p>}
          <Settings visit={visit} caption={part.title} rows={settingRows(given, words)} />
        </Folded>
      ))}
      <Folded id="secrets" title={text.secrets}>
        <Secrets visit={visit} secrets={secrets} />
      </Folded>
      {removed.length > 0 && (
        <Sheet id="removed" title={visit.words.removed.link}>
          <ul class="list">
            {removed.map((supplier) => (
              <li>
                <a href={`/console/orders${queryOf({ supplier })}`}>{supplier}</a>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}

/** A browser opens a folded part by itself when a link leads to an element inside. */
const Folded = ({ id, title, children }: { id: string; title: string; children?: Child }) => (
  <details class="sheet">
    <summary class="pad" dir="auto">
      {title}
    </summary>
    <section id={id}>{children}</section>
  </details>
)

const Settings = ({ visit, caption, rows }: { visit: Visit; caption: string; rows: readonly SettingRow[] }) => (
  <Table caption={caption} isCaptionHidden heads={[visit.words.settings.setting, visit.words.settings.value]}>
    {rows.map(({ path, value }) => (
      <Row>
        <RowHead class="f">
          <code>{path}</code>
        </RowHead>
        <Cell class="f" dir="auto">
          {value}
        </Cell>
      </Row>
    ))}
  </Table>
)

/** Secrets by name only: a value has no use here, and a passer-by may see the page. */
function Secrets({ visit, secrets }: Pick<BodyProps, 'visit' | 'secrets'>) {
  const { settings: text } = visit.words
  const heads = [text.secret, text.usedBy, text.state, text.lastDay]
  return (
    <Table caption={text.secrets} isCaptionHidden heads={heads}>
      {secrets.map(({ name, usedBy, isSet, lastDay }) => (
        <Row>
          <RowHead class="f">
            <code>{name}</code>
          </RowHead>
          <Cell class="f" dir="auto">
            {usedBy.map((use) => noteText(use, visit.language)).join(', ')}
          </Cell>
          <Cell>
            <Chip tone={isSet ? 'ok' : 'stop'} icon={isSet ? 'check' : 'key'}>
              {isSet ? text.isSet : text.notSet}
            </Chip>
          </Cell>
          <Cell>{lastDay === null ? '' : dateWords(lastDay, visit.language)}</Cell>
        </Row>
      ))}
    </Table>
  )
}
