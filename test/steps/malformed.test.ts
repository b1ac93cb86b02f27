import { describe, expect, it } from 'vitest'
import { summary } from '../../src/model/problem.ts'
import { validate } from '../../src/steps/validate.ts'
import { wellFormed } from '../corpus/departures.ts'
import { MALFORMED } from '../corpus/malformed.ts'
import { UNNEEDED } from '../corpus/unneeded.ts'
import { sampleSupplier } from '../documents/sample-order.ts'

const NOW = Date.parse('2026-11-24T12:00:00Z')
const judge = (body: string) => validate(new TextEncoder().encode(body), sampleSupplier(), NOW)

describe('the corpus of malformed bodies', () => {
  it('holds at least 150, each under a name of its own', () => {
    expect(new Set(MALFORMED.map(({ name }) => name)).size).toBe(MALFORMED.length)
    expect(MALFORMED.length).toBeGreaterThanOrEqual(150)
  })

  it.each(MALFORMED)('names every problem of $name', ({ body, status, problems }) => {
    const judged = judge(body)
    if (judged.ok) throw new Error('It was taken.')
    const { refusal } = judged.error
    expect(refusal.status).toBe(status)
    expect(refusal.problems.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([...problems].sort())
    expect(summary(refusal.problems).length).toBeLessThanOrEqual(200)
    for (const { message } of refusal.problems) expect(message).toMatch(/\w.*\.$/s)
  })

  it.each(UNNEEDED)('takes an order with $name, and remarks what is left out', ({ body, remarks }) => {
    const judged = judge(body)
    if (!judged.ok) throw new Error(JSON.stringify(judged.error.refusal.problems))
    expect(judged.value.remarks.map(({ path, code }) => `${path} ${code}`)).toEqual(remarks)
    expect(judged.value.order.lines.map(({ quantity }) => quantity)).toEqual(['2', '2'])
  })

  it('departs from a body that is taken', () => {
    expect(judge(wellFormed('an-id', 'PO-1')).ok).toBe(true)
  })
})
