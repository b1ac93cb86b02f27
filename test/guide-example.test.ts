import '../src/cli/hooks.ts'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readGateway } from '../src/cli/gateway-file.ts'

const PAGE = readFileSync('docs/guides/example.md', 'utf8')
const [, script = ''] = /```ts\n(.*?)```/s.exec(PAGE) ?? []
const [, tables = ''] = /```text\n(.*?)```/s.exec(PAGE) ?? []

describe('the complete example', () => {
  it('is a configuration with tables that the gateway takes', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-example-'))
    const file = path.join(folder, 'gateway.config.ts')
    writeFileSync(file, script.replace("'./src/config.ts'", "'orderbridge'"))
    for (const name of ['customers.csv', 'articles.csv']) {
      const [, first = '', second = ''] = new RegExp(`${name}:\\s+(.*)\\n\\s+(.*)\\n`).exec(tables) ?? []
      writeFileSync(path.join(folder, name), `${first}\n${second}\n`)
    }
    const gateway = await readGateway(file, '2026-11-30')
    rmSync(folder, { recursive: true })
    expect(gateway.ok ? gateway.value.suppliers.fresco?.articles : gateway.error).toEqual([
      { article: 'AB-100', unit: 'PCE', factor: '6', erpArticle: '100-6', weighted: false },
    ])
  })
})
