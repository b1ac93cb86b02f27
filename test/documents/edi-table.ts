import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The tables of the standards, typed by other authors: only for checks, never part of the product. */
const folder = process.env.ORDERBRIDGE_CONFORMANCE ?? path.join(import.meta.dirname, '../../../shared/conformance')
export const tablesAreThere = existsSync(path.join(folder, 'edi-tables'))

export interface Item {
  readonly id: string
  readonly m: boolean
  readonly min?: number
  readonly max?: number
  readonly type?: string
  readonly parts?: readonly Item[]
}
export interface Node {
  readonly tag: string
  readonly min: number
  readonly max: number
  readonly level?: readonly Node[]
}
export interface Table {
  readonly segments: Readonly<Record<string, readonly Item[]>>
  readonly structure: readonly Node[]
  readonly codes?: Readonly<Record<string, readonly string[]>>
}
export interface Segment {
  readonly tag: string
  readonly elements: readonly (readonly string[])[]
}

export const readTable = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(folder, 'edi-tables', name), 'utf8'))

/** Deviations of `tags` from the order or number in the message table. */
export function misplaced(tags: readonly string[], structure: readonly Node[]): string[] {
  const wrong: string[] = []
  const walk = (nodes: readonly Node[], from: number): number => {
    let at = from
    for (const { tag, min, max, level = [] } of nodes) {
      let count = 0
      while (tags[at] === tag && count < max) {
        at = walk(level, at + 1)
        count++
      }
      if (count < min) wrong.push(`${tag} is missing before segment ${at + 1} (${tags[at]})`)
    }
    return at
  }
  const end = walk(structure, 0)
  return end < tags.length ? [...wrong, `segment ${end + 1} (${tags[end]}) has no place there`] : wrong
}

/** Elements of the segment with a length, type or code that the table forbids. */
export function malformed({ tag, elements }: Segment, { segments, codes = {} }: Table): string[] {
  const items = segments[tag]
  if (!items) return [`no table for ${tag}`]
  if (elements.length > items.length) return [`${tag} has ${elements.length} elements`]
  return items.flatMap((item, index) => {
    const values = elements[index] ?? []
    const parts = item.parts ?? [item]
    if (values.length > parts.length) return [`${tag} ${item.id} has ${values.length} components`]
    if (values.join('') === '') return item.m ? [`${tag} ${item.id} is missing`] : []
    return parts.flatMap((part, place) => faults(values[place] ?? '', part, codes).map((fault) => `${tag} ${fault}`))
  })
}

const KINDS: Readonly<Record<string, RegExp>> = {
  N: /^-?\d+(\.\d+)?$/,
  N0: /^\d+$/,
  R: /^-?\d+(\.\d+)?$/,
  DT: /^\d{8}$/,
  TM: /^\d{4,8}$/,
  9: /^\d+$/,
  '9F': /^\d+$/,
  D: /^\d{6}$/,
  T: /^\d{6}$/,
  G: /^\d{13}$/,
  E: /^\d+$/,
}

function faults(value: string, { id, m, min = 0, max = 0, type = '' }: Item, codes: Table['codes']): string[] {
  if (value === '') return m ? [`${id} is missing`] : []
  const counted = type === 'N' || type === 'R' ? value.replace(/[-.]/g, '') : value
  const length = [...counted].length
  return [
    ...(length < min || length > max ? [`${id} has ${length} of ${min} to ${max}: ${value}`] : []),
    ...(KINDS[type]?.test(value) === false ? [`${id} is not ${type}: ${value}`] : []),
    ...(codes?.[id]?.includes(value) === false ? [`${id} has no code ${value}`] : []),
  ]
}
