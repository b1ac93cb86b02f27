import {
  type Item,
  malformed,
  misplaced,
  type Node,
  readTable,
  type Segment,
  type Table,
  tablesAreThere,
} from './edi-table.ts'

/** Mistakes that the tables of the standards find in a document read back; empty if the tables are missing. */

const ENVELOPE = new Set(['UNB', 'UNG', 'UNE', 'UNZ', 'ISA', 'GS', 'GE', 'IEA'])

function faultsOf(segments: readonly Segment[], table: Table, envelope: Table): string[] {
  const inside = segments.filter(({ tag }) => !ENVELOPE.has(tag))
  return [
    ...misplaced(
      inside.map(({ tag }) => tag),
      table.structure,
    ),
    ...inside.flatMap((segment) => malformed(segment, table)),
    ...segments
      .filter(({ tag }) => ENVELOPE.has(tag) && envelope.segments[tag])
      .flatMap((segment) => malformed(segment, envelope)),
  ]
}

const known = new Map<string, unknown>()
/** Read once, because a thousand documents need the table. */
function table(name: string): unknown {
  if (!known.has(name)) known.set(name, readTable(name))
  return known.get(name)
}

export function edifactFaults(segments: readonly Segment[], directory: 'd96a' | 'd01b'): string[] {
  if (!tablesAreThere) return []
  const own = table(`edifact-${directory}.json`) as Table
  const service = table('edifact-service.json') as {
    v3: Table['segments']
    v4: Table['segments']
    codes: Table['codes']
  }
  const version = segments.find(({ tag }) => tag === 'UNB')?.elements[0]?.[1]
  const envelope = version === '4' ? service.v4 : service.v3
  const whole: Table = { ...own, segments: { ...envelope, ...own.segments } }
  const codes = { ...service.codes, '0001': [...(service.codes?.['0001'] ?? []), 'UNOY'] }
  return faultsOf(segments, whole, { ...own, segments: envelope, codes })
}

export function x12Faults(
  segments: readonly { readonly tag: string; readonly elements: readonly string[] }[],
  release: '4010' | '5010',
): string[] {
  if (!tablesAreThere) return []
  const own = table(`x12-850-${release}.json`) as Table
  const found = segments.map(({ tag, elements }) => ({ tag, elements: elements.map((one) => [one]) }))
  return faultsOf(found, own, own)
}

export function tradacomsFaults(segments: readonly Segment[]): string[] {
  if (!tablesAreThere) return []
  const { own, messages } = tradacomsTable()
  const structure = ['ORDHDR', 'ORDERS', 'ORDTLR'].flatMap((name) => messages[name]?.structure ?? [])
  const tags = segments.slice(1, -1).map(({ tag }) => tag)
  return [...segments.flatMap((segment) => malformed(segment, own)), ...misplaced(tags, structure)]
}

type Part = readonly [type: string, need: string, min: number, max: number]

function tradacomsTable() {
  const { elements, messages, codes } = table('tradacoms-9.json') as {
    elements: Record<string, readonly (readonly [id: string, need: string, parts: readonly Part[]])[]>
    messages: Record<string, { structure: readonly Node[] }>
    codes: Record<string, readonly string[]>
  }
  const segments = Object.fromEntries(
    Object.entries(elements).map(([tag, items]) => [
      tag,
      items.map(
        ([id, need, parts]): Item => ({
          id,
          m: need === 'M',
          parts: parts.map(([type, partNeed, min, max]) => ({ id, m: partNeed === 'M', type, min, max })),
        }),
      ),
    ]),
  )
  const own: Table = { segments, structure: [], codes }
  return { own, messages }
}
