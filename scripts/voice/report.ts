import { FIGURE_NAMES } from './ceilings.ts'
import { FIGURES, type FigureName, type Figures, type List, type Place } from './figures.ts'

const SHOWN_PLACES = 10
const SHOWN_LENGTH = 160

export function tableOf(figures: Figures, ceilings: Figures): string {
  const rows = FIGURE_NAMES.map((name) => {
    const numbers = [figures[name], ceilings[name], FIGURES[name].target].map((number) => String(number).padStart(8))
    return `${numbers.join('')}  ${FIGURES[name].meaning}`
  })
  return [`${['now', 'ceiling', 'target'].map((word) => word.padStart(8)).join('')}  figure`, ...rows].join('\n')
}

/** The figures that are above their ceilings, each with its worst places. */
export function reportAbove(
  above: readonly FigureName[],
  figures: Figures,
  ceilings: Figures,
  places: readonly Place[],
): string {
  return above
    .map((name) => {
      const { meaning, list } = FIGURES[name]
      const lines = placeLines(places, list, []).slice(0, SHOWN_PLACES)
      return [
        `\nAbove the ceiling: ${figures[name]}, and at most ${ceilings[name]} is allowed (${meaning}).`,
        `Mend some of these places; npm run voice -- --list ${list} shows all of them.`,
        ...lines,
      ].join('\n')
    })
    .join('\n')
}

/** `file:line  text` of the places in a list, the worst first. With folders or files, only the places in these. */
export function placeLines(places: readonly Place[], list: List, folders: readonly string[]): string[] {
  const prefixes = folders.map((folder) => folder.replace(/^\.\//, '').replace(/\/$/, ''))
  const isChosen = ({ file }: Place): boolean =>
    prefixes.length === 0 || prefixes.some((prefix) => file === prefix || file.startsWith(`${prefix}/`))
  return places
    .filter((place) => place.list === list && isChosen(place))
    .toSorted((a, b) => b.weight - a.weight || (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line))
    .map(
      ({ file, line, weight, text }) =>
        `${file}${line > 0 ? `:${line}` : ''}  ${weight > 1 ? `(${weight}) ` : ''}${shortened(text)}`,
    )
}

const shortened = (text: string): string => (text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH - 1)}…` : text)
