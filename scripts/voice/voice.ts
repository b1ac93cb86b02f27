// Measures how plain the project's words are, and fails where a figure is above its ceiling. docs/dev/voice.md has the rules.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { figuresAbove, lowered, parseCeilings } from './ceilings.ts'
import { LISTS, type List } from './figures.ts'
import { measure } from './measure.ts'
import { readTexts } from './project-texts.ts'
import { placeLines, reportAbove, tableOf } from './report.ts'

const USAGE = `npm run voice                                measures, and fails where a figure is above its ceiling
npm run voice -- --list LIST [folder ...]    lists the places to mend: ${LISTS.join(', ')}
npm run voice -- --lower                     lowers each ceiling to its figure; no ceiling rises`

const root = path.resolve(import.meta.dirname, '..', '..')
const ceilingsFile = path.join(import.meta.dirname, 'ceilings.json')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'string' }, lower: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
})
const list = values.list
if (values.help) console.log(USAGE)
else if (list !== undefined && !isList(list)) {
  console.error(`'${list}' is no list. Choose one of ${LISTS.join(', ')}.`)
  process.exitCode = 1
} else run(list)

function run(list: List | undefined): void {
  const ceilings = parseCeilings(readFileSync(ceilingsFile, 'utf8'))
  const texts = readTexts(root, ceilings.subjectsAfter)
  const { figures, places } = measure(texts)
  if (list) {
    for (const line of placeLines(places, list, positionals)) console.log(line)
    return
  }
  console.log(tableOf(figures, ceilings.figures))
  if (!texts.subjects) {
    console.log(
      `No commit subject was measured: Git has no history here that reaches back to ${ceilings.subjectsAfter}.`,
    )
  }
  const above = figuresAbove(figures, ceilings.figures)
  if (above.length > 0) {
    console.error(reportAbove(above, figures, ceilings.figures, places))
    process.exitCode = 1
  }
  if (values.lower) writeFileSync(ceilingsFile, `${JSON.stringify(lowered(ceilings, figures), null, 2)}\n`)
}

function isList(name: string): name is List {
  return LISTS.some((list) => list === name)
}
