import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { transformKey } from './transform-key.ts'

it('keeps no transformed module for another runtime of JSX', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-key-'))
  const file = path.join(folder, 'tsconfig.json')
  const keyOf = (source: string): string => {
    writeFileSync(file, JSON.stringify({ compilerOptions: { jsxImportSource: source } }))
    const keys: string[] = []
    transformKey(file).configureVitest({ defineCacheKeyGenerator: (generator) => keys.push(generator()) })
    return keys.join()
  }
  expect(keyOf('#jsx')).not.toBe(keyOf('hono/jsx'))
  rmSync(folder, { recursive: true })
})
