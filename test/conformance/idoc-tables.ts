import { readFileSync } from 'node:fs'
import { characters } from '../../src/documents/characters/repertoire.ts'
import { type ReadElement, readXml } from '../documents/xml/reader.ts'

interface Place {
  readonly tag: string
  readonly min: number
  readonly max: number
  readonly level?: readonly Place[]
}

interface Tables {
  readonly segments: Readonly<Record<string, readonly (readonly [field: string, length: number])[]>>
  readonly structure: readonly Place[]
}

/**
 * Lists the files that the tables of ORDERS05 forbid: segments with order and repeats, fields with order and lengths.
 */
export function misplaced(files: readonly string[], tables: string): ReadonlyMap<string, string> {
  const known: Tables = JSON.parse(readFileSync(tables, 'utf8'))
  const wrong = new Map<string, string>()
  for (const file of files) {
    const root = readXml(readFileSync(file, 'utf8'))
    const [idoc] = root.children
    const faults =
      root.name !== 'ORDERS05' || idoc?.name !== 'IDOC' || idoc.attributes.BEGIN !== '1'
        ? ['no IDOC']
        : segmentFaults(idoc.children, known.structure, known)
    if (faults.length > 0) wrong.set(file, faults.join('\n'))
  }
  return wrong
}

function segmentFaults(found: readonly ReadElement[], places: readonly Place[], tables: Tables): string[] {
  const faults: string[] = []
  let next = 0
  for (const { tag, min, max, level } of places) {
    const from = next
    while (found[next]?.name === tag) {
      const segment = found[next++]
      if (segment)
        faults.push(...fieldFaults(segment, tables), ...segmentFaults(nested(segment, tables), level ?? [], tables))
    }
    const times = next - from
    if (times < min || times > max) faults.push(`${tag} stands ${times} times`)
  }
  const left = found[next]
  if (left) faults.push(`${left.name} is out of place`)
  return faults
}

const nested = (segment: ReadElement, { segments }: Tables): ReadElement[] =>
  segment.children.filter(({ name }) => name in segments)

function fieldFaults(segment: ReadElement, { segments }: Tables): string[] {
  const fields = segments[segment.name] ?? []
  const faults = segment.attributes.SEGMENT === '1' ? [] : [`${segment.name} has no SEGMENT`]
  let next = 0
  let below = false
  for (const { name, text } of segment.children) {
    if (name in segments) {
      below = true
      continue
    }
    const at = fields.findIndex(([field], index) => index >= next && field === name)
    if (at < 0 || below) faults.push(`${segment.name}/${name} is unknown or out of place`)
    else if (characters(text) > (fields[at]?.[1] ?? 0)) faults.push(`${segment.name}/${name} is too long: ${text}`)
    else next = at + 1
  }
  return faults
}
