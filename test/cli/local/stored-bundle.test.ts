import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { reuseBundle } from '../../../src/cli/local/stored-bundle.ts'

const NAMES = ['a.ts', 'b.ts', 'c.ts'] as const
/** A build long after the last write of a test. */
const later = (): number => Date.now() + 60_000

let folder = ''
let builds = 0

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-bundle-'))
  builds = 0
  for (const name of NAMES) write(name, name)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const at = (name: string): string => path.join(folder, name)
const write = (name: string, text: string): void => writeFileSync(at(name), text)
const content = (settings: string): string =>
  [settings, ...NAMES.map((name) => readFileSync(at(name), 'utf8'))].join('\n')

function bundle(settings: string, now = later): Promise<string> {
  const build = async () => {
    builds++
    return { text: content(settings), inputs: NAMES.map(at) }
  }
  return reuseBundle(at('stored.json'), [settings], build, now)
}

describe('the stored bundle of npm start', () => {
  it('is used again while nothing has changed', async () => {
    expect(await bundle('x')).toBe(await bundle('x'))
    expect(builds).toBe(1)
  })

  it('is never an old one, whatever changes between two starts', async () => {
    const change = fc.record({
      ...{ name: fc.constantFrom(...NAMES), text: fc.constantFrom('', 'one', 'two') },
      ...{ settings: fc.constantFrom('x', 'y'), moved: fc.boolean() },
    })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        for (const { name, text, settings, moved } of changes) {
          write(moved ? 'new' : name, text)
          if (moved) renameSync(at('new'), at(name))
          expect(await bundle(settings)).toBe(content(settings))
        }
      }),
      { numRuns: 40 },
    )
  })

  it('is not stored if an input changed during the build', async () => {
    const build = async () => {
      const text = content('x')
      write('b.ts', 'changed during the build')
      return { text, inputs: NAMES.map(at) }
    }
    await reuseBundle(at('stored.json'), ['x'], build)
    expect(await bundle('x')).toContain('changed during the build')
  })

  it('is built anew if its file is damaged', async () => {
    await bundle('x')
    for (const damaged of ['', '{', '{"settings":1}', 'null']) {
      write('stored.json', damaged)
      expect(await bundle('x')).toBe(content('x'))
    }
    expect(builds).toBe(5)
  })
})
