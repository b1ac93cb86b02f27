import { isTrailer } from '../../../src/cli/explain.ts'
import { USUAL_COLUMNS } from '../../../src/documents/fixed-width.ts'
import { formats } from '../../../src/documents/registry.ts'
import { parsedJson } from '../../../src/text/parsed-json.ts'
import { code } from '../markdown.ts'

/** A value of a document, and the place of the value in the words of the format. */
export interface Entry {
  readonly place: string
  readonly value: string
}

/**
 * Reads a document by its syntax, which the bytes and the media type of the format show. An EDI document is read by its
 * segments, and any other text by its lines: there the place includes the value.
 */
export function entriesOf(formatId: string, text: string): readonly Entry[] {
  if (text.startsWith('<')) return xmlEntries(text)
  if (/^[[{]/.test(text)) return jsonValues(text).flatMap((value) => jsonEntries(value, ''))
  if (formats[formatId]?.mediaType === 'text/csv') return csvEntries(text)
  if (formatId === 'fixed-width') return fixedEntries(text)
  const lines = text.split(/\r\n|\n/).filter((line) => line.trim() !== '' && !isTrailer(line))
  return lines.map((place) => ({ place, value: '' }))
}

/** The entries of a document that another document lacks. A repeated entry counts as often as it occurs. */
export function entriesMissing(document: readonly Entry[], other: readonly Entry[]): readonly Entry[] {
  const left = new Map<string, number>()
  const keyOf = ({ place, value }: Entry): string => `${place}\0${value}`
  for (const entry of other) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + 1)
  return document.filter((entry) => {
    const count = left.get(keyOf(entry)) ?? 0
    left.set(keyOf(entry), count - 1)
    return count <= 0
  })
}

/** Names each place once. An attribute beside its element goes without saying, and a common attribute is named once. */
export function placesOf(entries: readonly Entry[]): string {
  const places = [...new Set(entries.map(({ place }) => place))]
  const kept = places.filter((place) => !places.includes(place.replace(/@.*/, '')) || !place.includes('@'))
  const attributes = new Set(kept.map((place) => place.replace(/^[^@]*/, '')))
  const [attribute = ''] = attributes
  return kept.length > 2 && attributes.size === 1 && attribute !== ''
    ? `every ${code(attribute)}`
    : kept.map(code).join(', ')
}

/** The root, and the groups that hold all of an order. */
const ENVELOPE =
  /^[^/@]+\/(?:(?:IDOC|order|Request\/OrderRequest|ORDER_HEADER\/ORDER_INFO|ORDER_ITEM_LIST)(?=[/@])\/?)?/

const TOKEN = /<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|([^<]+)/g
/** Attributes that tell elements of the same name apart. */
const KIND = /^(?:type|.*TypeCode|schemeID|domain|role|name)$/
/** Attributes that say nothing about an element's meaning. */
const PLAIN = /^(?:xmlns.*|xml:lang|languageCode|SEGMENT)$/
/** The first element of a group of SAP, if the element tells groups of the same name apart. */
const QUALIFIER = /^(?:PARVW|QUALF|IDDAT|SUMID|TDID)$/

interface Open {
  readonly name: string
  text: string
  /** The qualifier of the group, in brackets. */
  mark: string
  readonly inside: Entry[]
  hasChild: boolean
}

function xmlEntries(text: string): readonly Entry[] {
  const root: Open = { name: '', text: '', mark: '', inside: [], hasChild: false }
  const stack: Open[] = [root]
  for (const [, end, tag = '', attributes = '', empty, words] of text.replace(/<[?!][^>]*>/g, '').matchAll(TOKEN)) {
    const top = stack.at(-1) ?? root
    if (words !== undefined) top.text += words
    else if (end) close(stack)
    else {
      top.hasChild = true
      stack.push(opened(tag.replace(/^.*:/, ''), attributes))
      if (empty) close(stack)
    }
  }
  const inside = root.inside.map(({ place, value }) => ({ place: place.replace(ENVELOPE, ''), value }))
  return [{ place: root.inside[0]?.place.replace(/[/@[].*/, '') ?? '', value: '' }, ...inside]
}

function opened(tag: string, attributes: string): Open {
  const all = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => ({ key, value }))
  const telling = all.filter(({ key }) => !PLAIN.test(key))
  if (telling.length > 0 && telling.every(({ key }) => KIND.test(key))) {
    const kinds = telling.map(({ key, value }) => (key.endsWith('TypeCode') ? `[${value}]` : `[${key}=${value}]`))
    return { name: `${tag}${kinds.join('')}`, text: '', mark: '', inside: [], hasChild: false }
  }
  const inside = telling.map(({ key, value }) => ({ place: `@${key}`, value: unescaped(value) }))
  return { name: tag, text: '', mark: '', inside, hasChild: false }
}

function close(stack: Open[]): void {
  const closed = stack.pop()
  const parent = stack.at(-1)
  if (!closed || !parent) return
  const { name, mark, text, inside, hasChild } = closed
  const value = unescaped(text.trim())
  if (!hasChild && QUALIFIER.test(name)) parent.mark = `[${name}=${value}]`
  if (value !== '') parent.inside.push({ place: name, value })
  for (const entry of inside) {
    const between = entry.place.startsWith('@') ? '' : '/'
    parent.inside.push({ place: `${name}${mark}${between}${entry.place}`, value: entry.value })
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&apos;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

/** One value, or a value on each line. */
function jsonValues(text: string): readonly unknown[] {
  const whole = parsedJson(text)
  if (whole !== null) return [whole]
  return text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [JSON.parse(line)]))
}

function jsonEntries(value: unknown, place: string): readonly Entry[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => jsonEntries(item, `${place}[]`))
  if (typeof value !== 'object' || value === null) return [{ place, value: String(value) }]
  return Object.entries(value).flatMap(([key, item]) => jsonEntries(item, place === '' ? key : `${place}.${key}`))
}

function csvEntries(text: string): readonly Entry[] {
  const [titles = '', record = ''] = text.split('\r\n')
  const cells = record.match(/(?:"(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []
  return titles.split(',').map((place, index) => ({ place, value: (cells[index] ?? '').replace(/,$/, '') }))
}

function fixedEntries(text: string): readonly Entry[] {
  let from = 0
  return USUAL_COLUMNS.map(({ width = 0 }) => {
    const place = `${from + 1} to ${from + width}`
    const value = text.slice(from, from + width).trim()
    from += width
    return { place, value }
  })
}
