import type { Warning } from '../../model/document.ts'
import { oneLine } from '../characters/plain-text.ts'
import { characters } from '../characters/repertoire.ts'
import type { Path } from '../content/elements.ts'
import { scrub, xmlWording } from '../xml/writer.ts'
import { TDLINE } from './settings.ts'

/** A line of an SAP text. `format` joins lines: `/` on a new line, `=` without a space, undefined with a space. */
export interface TextLine {
  readonly text: string
  readonly format: '/' | '=' | undefined
}

/**
 * Text in SAP's form (ITF), in lines of 70 characters. A reader that ignores TDFORMAT sees complete words. The receiver
 * decides how ITF prints `<` and a pair of `&`: escaped, all other readers would see the escapes.
 */
export function textLines(text: string, room: number, path: Path, warnings: Warning[]): readonly TextLine[] {
  if (text === '') return []
  const carried = scrub(text).replace(/\r\n?/g, '\n').replaceAll('\t', ' ')
  if (carried.trim() === '') {
    warnings.push({ path: path(), code: 'omitted', was: text, became: '' })
    return []
  }
  const lines = carried.split('\n').flatMap((line, index) => wrapped(line, index === 0 ? undefined : '/'))
  const kept = lines.slice(0, room)
  const became = joined(kept)
  if (kept.length < lines.length) warnings.push({ path: path(), code: 'cut', was: text, became })
  else if (became !== text) warnings.push({ path: path(), code: 'replaced', was: text, became })
  return kept
}

/** Free text for a field of a segment, on a single line: a control would end the record at some receivers. */
export function fieldText(text: string, path: Path, warnings: Warning[], max: number): string | undefined {
  const own: Warning[] = []
  const became = xmlWording(oneLine(text), path, own, max)
  const [change] = own
  if (change) warnings.push({ ...change, was: text })
  else if (became !== undefined && became !== text) warnings.push({ path: path(), code: 'replaced', was: text, became })
  return became
}

/** Joins the lines into the text. */
export const joined = (lines: readonly TextLine[]): string =>
  lines.reduce((before, { text, format }, index) => before + (index === 0 ? '' : JOINT[format ?? ' ']) + text, '')

const JOINT = { '/': '\n', '=': '', ' ': ' ' } as const

function wrapped(line: string, format: TextLine['format']): TextLine[] {
  const units = characters(line) === line.length ? line : Array.from(line)
  const lines: TextLine[] = []
  let start = 0
  let how = format
  for (;;) {
    if (units.length - start <= TDLINE) return [...lines, { text: text(units, start, units.length), format: how }]
    const space = breakBefore(units, start)
    const end = space ?? start + TDLINE
    lines.push({ text: text(units, start, end), format: how })
    start = space === null ? end : end + 1
    how = space === null ? '=' : undefined
  }
}

/** The last single space within the width. SAP drops spaces at the end of a line, so two spaces would become one. */
function breakBefore(units: string | readonly string[], start: number): number | null {
  for (let index = start + TDLINE; index > start; index--) {
    if (units[index] === ' ' && units[index - 1] !== ' ' && units[index + 1] !== ' ' && index + 1 < units.length) {
      return index
    }
  }
  return null
}

function text(units: string | readonly string[], start: number, end: number): string {
  const part = units.slice(start, end)
  return typeof part === 'string' ? part : part.join('')
}
