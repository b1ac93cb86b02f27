import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fieldsTable } from './formats/fields-table.ts'
import { marksTable } from './formats/marks-table.ts'
import { code, table } from './markdown.ts'

const BLOCK = /(<!-- docs: (?!end)([^>]*?) -->\n)[\s\S]*?(<!-- docs: end -->)/g

/**
 * Fills the blocks of a page that people write. `<!-- docs: fields edifact-d96a -->` begins a block, and
 * `<!-- docs: end -->` ends the block.
 */
export async function fillBlocks(text: string, root: string): Promise<string> {
  let filled = ''
  let from = 0
  for (const { index, 0: whole, 1: start, 2: words = '', 3: end } of text.matchAll(BLOCK)) {
    filled += `${text.slice(from, index)}${start}\n${await contentOf(words.split(' '), root)}\n\n${end}`
    from = index + whole.length
  }
  return filled + text.slice(from)
}

async function contentOf([kind, ...words]: readonly string[], root: string): Promise<string> {
  switch (kind) {
    case 'example':
      return example(root, words)
    case 'fields':
      return await fieldsTable(words)
    case 'marks':
      return await marksTable(words)
    case 'families':
      return families(root)
    default:
      throw new Error(`No block is called '${kind}'.`)
  }
}

/** The pages beside this one, each with the formats of its table of fields. */
function families(root: string): string {
  const folder = path.join(root, 'docs', 'formats')
  const rows = readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const text = readFileSync(path.join(folder, name), 'utf8')
      const [, title = ''] = /^# (.+)$/m.exec(text) ?? []
      const ids = [...text.matchAll(/<!-- docs: fields ([^>]*?) -->/g)].flatMap(([, words = '']) => words.split(' '))
      return ids.length === 0 ? [] : [[`[${title}](${name})`, ids.map(code).join(', ')]]
    })
  return table(['Family', 'Formats'], rows)
}

/** A document of test/golden. Of each element that is named, only the first. */
function example(root: string, [file = '', ...elements]: readonly string[]): string {
  const golden = readFileSync(path.join(root, 'test', 'golden', file), 'utf8')
    .replaceAll('\r\n', '\n')
    .trimEnd()
  const shown = elements.reduce(withFirst, golden)
  return `\`\`\`${file.endsWith('.xml') ? 'xml' : 'text'}\n${shown}\n\`\`\``
}

function withFirst(text: string, element: string): string {
  let count = 0
  return text.replace(new RegExp(`^( *)<${element}[ >][\\s\\S]*?^\\1</${element}>$`, 'gm'), (whole, indent) =>
    count++ === 0 ? whole : `${indent}…`,
  )
}
