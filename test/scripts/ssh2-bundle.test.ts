import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { bundleSsh2 } from '../../scripts/ssh2/bundle.mjs'
import { ROOT } from '../../src/cli/place.ts'

const here = process.cwd()
afterEach(() => process.chdir(here))

describe('the bundle of ssh2', () => {
  it('has the same bytes wherever it is made, and nothing of this machine in it', async () => {
    const first = await bundleSsh2(ROOT)
    process.chdir('/')
    expect(await bundleSsh2(ROOT)).toBe(first)
    expect(first).not.toContain(ROOT)
  })

  it('is what the launcher left for the Worker', async () => {
    const left = readFileSync(path.join(ROOT, '.orderbridge/ssh2.mjs'), 'utf8')
    expect(left.slice(left.indexOf('\n') + 1)).toBe(await bundleSsh2(ROOT))
  })

  it('asks for nothing but what Workers have of Node', async () => {
    const asked = [...(await bundleSsh2(ROOT)).matchAll(/\bfrom\s*"([^"]+)"/g)].map(([, name]) => name)
    expect(asked.filter((name) => !name?.startsWith('node:'))).toEqual([])
    expect(asked).not.toContain('node:child_process')
  })
})
