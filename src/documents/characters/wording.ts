import type { Warning } from '../../document.ts'
import type { Path, Wording } from '../content/elements.ts'
import { characters, findUnsupported, type Repertoire } from './repertoire.ts'
import { transliterate } from './transliteration.ts'

/**
 * The components that carry `text`, joined they are the text of the document. Whatever differs from the order is
 * recorded as one warning: `was` is the order's text, `became` the document's. None for text that is blank.
 */
export function fitWording(
  text: string,
  element: Wording,
  taken: Repertoire,
  path: Path,
  warnings: Warning[],
): readonly string[] {
  if (text === '') return []
  const known = findUnsupported(text, taken) === null
  if (known && text.length <= element.max && text.trim() !== '' && !(element.padded && text.endsWith(' ')))
    return [text]
  const spelled = known ? text : transliterate(text, taken)
  const carried = element.padded ? unpadded(spelled, element) : spelled
  if (carried.trim() === '') {
    warnings.push({ path: path(), code: 'omitted', was: text, became: '' })
    return []
  }
  const components = wrap(carried, element)
  const length = components.reduce((sum, component) => sum + component.length, 0)
  if (length < carried.length) warnings.push({ path: path(), code: 'cut', was: text, became: components.join('') })
  else if (carried !== text) warnings.push({ path: path(), code: 'replaced', was: text, became: carried })
  return components
}

/** Where text needs a break, spaces must be single: a run of them could fill a component, or end one. */
function unpadded(text: string, element: Wording): string {
  const trimmed = text.endsWith(' ') ? text.replace(/(?<! ) +$/, '') : text
  return trimmed.length > element.max ? trimmed.replace(/ {2,}/g, ' ') : trimmed
}

/** Between words where all of it then has room; else filled to the edge, because a word broken is better than one lost. */
export function wrap(text: string, element: Wording): readonly string[] {
  if (text.length <= element.max) return [text]
  const simple = characters(text) === text.length
  const units = simple ? text : Array.from(text)
  return fill(units, element, true) ?? fill(units, element, false) ?? []
}

/** The space at a break is kept, on the side where readers keep it: dropped, the text could not be put together again. */
function fill(units: string | readonly string[], element: Wording, atWords: boolean): readonly string[] | null {
  const components: string[] = []
  let start = 0
  while (start < units.length) {
    if (components.length === element.parts) return atWords ? null : components
    const edge = Math.min(start + element.max, units.length)
    let end = edge
    if (edge < units.length) {
      if (atWords) {
        const before = element.padded ? 0 : 1
        while (end > start && units[end - before] !== ' ') end--
        if (end === start) end = edge
      }
      if (element.padded && end - start > 1 && units[end - 1] === ' ') end--
    }
    const part = units.slice(start, end)
    components.push(typeof part === 'string' ? part : part.join(''))
    start = end
  }
  return components
}
