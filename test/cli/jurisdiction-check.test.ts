import { describe, expect, it } from 'vitest'
import { jurisdictionMistakes } from '../../src/cli/jurisdiction-check.ts'

describe('JURISDICTION in wrangler.toml', () => {
  it.each([
    ['', []],
    ['[vars]\nJURISDICTION = "eu"\n[triggers]\n', []],
    ['[vars]\n"JURISDICTION" = \'fedramp\'\n', []],
    ['[other]\nJURISDICTION = "ue"\n', []],
    ['# JURISDICTION = "ue"\n', ['--var', 'JURISDICTION:eu']],
  ])('is in order: %j %j', (toml, words) => {
    expect(jurisdictionMistakes(toml, words)).toEqual([])
  })

  it.each([
    ['[vars]\nJURISDICTION = "ue"\n', []],
    ['[env.live.vars]\nJURISDICTION = "EU"\n', []],
    ['', ['--var', 'JURISDICTION:europe']],
    ['', ['--var=JURISDICTION:europe']],
  ])('is refused in words: %j %j', (toml, words) => {
    expect(jurisdictionMistakes(toml, words)).toMatchObject([{ message: expect.stringContaining("Write 'eu'") }])
  })
})
