import { describe, expect, it } from 'vitest'
import { jurisdictionOf } from '../../src/profile/jurisdiction.ts'

describe('JURISDICTION', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['eu', 'eu'],
    ['fedramp', 'fedramp'],
  ])('%j is %j', (given, meant) => {
    expect(jurisdictionOf(given)).toEqual({ ok: true, value: meant })
  })

  it.each(['EU', 'ue', 'europe', ' eu', 'none', 7])('%j is none, and is never read as anywhere', (given) => {
    const read = jurisdictionOf(given)
    expect(read.ok || read.error).toMatch(/^JURISDICTION is '.*', and Cloudflare has no such jurisdiction\./)
  })

  it('is suggested where it is only misspelt', () => {
    expect(jurisdictionOf('fedrmap')).toMatchObject({ error: expect.stringContaining("Did you mean 'fedramp'?") })
  })
})
