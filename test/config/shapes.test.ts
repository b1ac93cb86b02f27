import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SHAPES } from '../../src/config/shapes.ts'

/** Where the configuration's schemas stand. */
const settings = ['src/profile', 'src/alerts', 'src/transports', 'src/documents'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name)),
)
/** `z.regex(/…/)` without words of its own. */
const WORDLESS = /z\.regex\((\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[\n])+\/[a-z]*)\)/g

describe('the shape of a setting', () => {
  it('is told in words, never as a pattern', () => {
    const wordless = settings.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(WORDLESS)].map(([, pattern = '']) => ({ file, pattern })),
    )
    expect(wordless.length).toBeGreaterThan(15)
    expect(wordless.filter(({ pattern }) => !Object.hasOwn(SHAPES, pattern))).toEqual([])
  })

  it('has no words for a pattern that is nowhere', () => {
    const text = settings.map((file) => readFileSync(file, 'utf8')).join('')
    expect(Object.keys(SHAPES).filter((pattern) => !text.includes(pattern))).toEqual([])
  })
})
