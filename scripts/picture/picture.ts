// Writes the picture of imports into docs/dev/architecture.md; --print [folder] prints the picture of a project instead.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { parseArgs } from 'node:util'
import { readSources } from '../imports.ts'
import { pictureOf, withPicture } from './mermaid.ts'
import { roomGraph } from './room-graph.ts'

const root = path.resolve(import.meta.dirname, '..', '..')
const page = path.join(root, 'docs', 'dev', 'architecture.md')

const { values, positionals } = parseArgs({ allowPositionals: true, options: { print: { type: 'boolean' } } })
const project = path.resolve(process.cwd(), positionals[0] ?? root)
const picture = pictureOf(roomGraph(readSources(project)))
if (values.print) console.log(picture)
else writeFileSync(page, withPicture(readFileSync(page, 'utf8'), picture))
