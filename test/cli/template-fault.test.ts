import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { templateFault } from '../../src/cli/template-fault.ts'

describe('a file of templates/ that is no JSON', () => {
  it('is named with its line and what to do, as Node reports it', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-template-'))
    const file = path.join(folder, 'templates', 'alerts.nl.json')
    mkdirSync(path.dirname(file))
    writeFileSync(file, '{\n  "more": "a"\n  "many": "b"\n}\n')
    const script = `import(${JSON.stringify(file)}, { with: { type: 'json' } }).catch(async (error) => {
      const { templateFault } = await import(${JSON.stringify(path.resolve('src/cli/template-fault.ts'))})
      console.log(templateFault(error))
    })`
    const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(stdout).toMatch(
      /templates\/alerts\.nl\.json:3: cannot be read: Expected ',' or '}' after property value\. Look/,
    )
  })

  it('is not seen in another error', () => {
    expect(templateFault(new SyntaxError('Unexpected token'))).toBeNull()
    expect(templateFault(new Error('x'))).toBeNull()
  })
})
