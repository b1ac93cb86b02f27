import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { transformKey } from './transform-key.ts'

it('keeps no transformed module for another factory of JSX', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-key-'))
  const file = path.join(folder, 'tsconfig.json')
  const keyOf = (factory: string): string => {
    writeFileSync(file, JSON.stringify({ compilerOptions: { jsxFactory: factory } }))
    const keys: string[] = []
    transformKey(file).configureVitest({ defineCacheKeyGenerator: (generator) => keys.push(generator()) })
    return keys.join()
  }
  expect(keyOf('h')).not.toBe(keyOf('jsx'))
  rmSync(folder, { recursive: true })
})
