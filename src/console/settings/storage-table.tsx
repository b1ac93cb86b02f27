import type { StorageUse } from '../../outbox/storage-use.ts'
import { fill } from '../../text/fill.ts'
import { bytesText } from '../frame/bytes-text.ts'
import { Chip, type Tone } from '../frame/chip.tsx'
import type { IconName } from '../frame/icons.tsx'
import { h } from '../frame/jsx.ts'
import { Cell, Row, RowHead, Table } from '../frame/table.tsx'
import type { Visit } from '../frame/visit.ts'

export interface SupplierStorage {
  readonly supplier: string
  /** Null where the platform has no limit, or where the outbox does not answer. */
  readonly use: StorageUse | null
}

/** The shares at which the gateway alerts. */
const [MUCH, ALMOST_ALL] = [70, 90]

/** How full the storage of each supplier is. Past the limit no order can be accepted. */
export function StorageTable({ visit, storages }: { visit: Visit; storages: readonly SupplierStorage[] }) {
  const { settings: text } = visit.words
  const heads = [text.supplier, text.storageUsed, text.storageLeft]
  return (
    <section class="sheet" id="storage">
      <Table caption={text.storage} heads={heads}>
        {storages.map(({ supplier, use }) => (
          <Row>
            <RowHead class="f" dir="auto">
              {supplier}
            </RowHead>
            <Cell class="f">{use === null ? text.unknown : <Share visit={visit} use={use} />}</Cell>
            <Cell class="f" label={text.storageLeft}>
              {use && (use.daysLeft === null ? text.notGrowing : fill(text.inDays, { days: use.daysLeft }))}
            </Cell>
          </Row>
        ))}
      </Table>
    </section>
  )
}

function Share({ visit, use: { bytes, limitBytes, percent } }: { visit: Visit; use: StorageUse }) {
  const [tone, icon] = toneOf(percent)
  const values = {
    ...{ used: bytesText(bytes, visit.language), limit: bytesText(limitBytes, visit.language) },
    percent,
  }
  return (
    <Chip tone={tone} icon={icon}>
      {fill(visit.words.settings.ofLimit, values)}
    </Chip>
  )
}

function toneOf(percent: number): readonly [tone: Tone, icon: IconName] {
  if (percent >= ALMOST_ALL) return ['stop', 'stop']
  return percent >= MUCH ? ['you', 'warn'] : ['ok', 'check']
}
