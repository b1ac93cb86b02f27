import type { Warning } from '../../model/document.ts'
import type { Path, Wording } from '../content/elements.ts'
import { characters, findUnsupported, type Repertoire } from './repertoire.ts'
import { transliterate } from './transliteration.ts'

/**
 * Returns the components that hold `text`; joined, the components are the text of the document. Any difference from the
 * order adds one warning: `was` is the order's text, `became` the document's. Returns no components for blank text.
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

/** Text that needs a break gets single spaces: a run of spaces could fill a component or end a component. */
function unpadded(text: string, element: Wording): string {
  const trimmed = text.endsWith(' ') ? text.replace(/(?<! ) +$/, '') : text
  return trimmed.length > element.max ? trimmed.replace(/ {2,}/g, ' ') : trimmed
}

/** Breaks between words if all text then fits. Otherwise fills each component: a broken word beats a lost word. */
export function wrap(text: string, element: Wording): readonly string[] {
  if (text.length <= element.max) return [text]
  const simple = characters(text) === text.length
  const units = simple ? text : Array.from(text)
  return fill(units, element, true) ?? fill(units, element, false) ?? []
}

/** Keeps the space at a break, on the side where readers keep spaces: the text could not be joined without spaces. */
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
