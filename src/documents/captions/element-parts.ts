import { type CaptionRow, type DocumentPart, fieldsOf } from './part.ts'

interface ElementKind {
  readonly rows: readonly CaptionRow[]
  /** The element that holds one order line. */
  readonly line: string
  /** Elements with a value that gives the parent its meaning: IDoc's QUALF. */
  readonly qualifiers?: readonly string[]
}

const TAG = /^\s*<(\/?)([\w:.-]+)([^>]*?)(\/?)>(?:([^<]*)<\/\2>)?\s*$/

/** Splits XML into a line for each tag, and names the lines by the path of their element. */
export function elementParts(text: string, { rows, line, qualifiers = [] }: ElementKind): DocumentPart[] {
  const path: string[] = []
  const parts: DocumentPart[] = []
  let current: number | null = null
  let lines = 0
  for (const shown of text.replaceAll('><', '>\n<').split('\n')) {
    const [tag, closes, prefixed = '', , empty, value] = TAG.exec(shown) ?? []
    const name = prefixed.replace(/^.*:/, '')
    const at = path.length
    if (tag !== undefined && !closes) {
      path.push(name)
      if (name === line) current = lines++
      if (value !== undefined && qualifiers.includes(name))
        path[at - 1] = `${path[at - 1]?.replace(/:.*/, '')}:${value}`
    }
    const row = tag === undefined || closes ? undefined : rows.find(([place]) => endsWith(path, place))
    const fields = row ? fieldsOf(row) : []
    if (shown.trim() !== '') parts.push({ text: shown, caption: row?.[1] ?? null, fields, line: current })
    if (tag !== undefined && (closes || empty || value !== undefined)) {
      path.pop()
      if (name === line && closes) current = null
    }
  }
  return parts
}

/** `Item/ID` is the end of the path `OrderLine/Item/ID`. */
const endsWith = (path: readonly string[], place: string): boolean => `/${path.join('/')}`.endsWith(`/${place}`)
