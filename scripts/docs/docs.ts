// Writes the pages of docs/reference from the code, and the examples and tables in docs/formats.
import '../../src/cli/hooks.ts'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { updatePages } from './update-pages.ts'

const USAGE = `npm run docs              writes the pages of docs/reference and docs/formats that the code has changed
npm run docs -- --check   names these pages, writes none, and fails when there are any
  --out FOLDER            another folder in place of docs`

const root = path.resolve(import.meta.dirname, '..', '..')
const { values } = parseArgs({
  options: { check: { type: 'boolean' }, out: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
})
if (values.help) console.log(USAGE)
else await run(values.out ?? path.join(root, 'docs'), values.check ?? false)

async function run(folder: string, onlyCheck: boolean): Promise<void> {
  // Loaded here, because the hooks affect only modules loaded later.
  const { pages } = await import('./pages.ts')
  const sentence = updatePages(await pages(root), folder, onlyCheck)
  if (!onlyCheck) console.log(sentence)
  else if (sentence !== null) {
    console.error(sentence)
    process.exitCode = 1
  }
}
