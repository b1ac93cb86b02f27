import { existsSync } from 'node:fs'
import path from 'node:path'
import { formats } from '../../src/documents/registry.ts'
import { code, page, table } from './markdown.ts'

export function formatsPage(root: string): string {
  const rows = Object.values(formats).map((format) => {
    const example = `test/golden/${format.id}.${format.extension}`
    return [
      code(format.id),
      code(format.mediaType),
      code(format.extension),
      Object.keys(format.example).map(code).join(', '),
      format.combine ? 'yes' : 'no',
      format.cancels ? 'yes' : 'no',
      existsSync(path.join(root, example)) ? `[${example}](../../${example})` : '',
    ]
  })
  return page(
    'Formats',
    'From `src/documents/every-format.ts`. [Formats](../formats/README.md) has a page for each, with an example and the place of each field.',
    table(['Format', 'Media type', 'Extension', 'Needs', 'Several orders', 'Can cancel', 'Example'], rows),
    '**Needs** names the settings without which a route cannot start. Whether a format can cancel may depend on its settings.',
  )
}
