import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/place.ts'
import { FAULTS } from './faults.ts'
import { makePlan } from './plan.ts'
import { withFault } from './planted.ts'

describe('the storm', () => {
  test.each(FAULTS.map((fault) => [fault.name, fault] as const))('can plant the fault %s in the source', (_, fault) => {
    const source = readFileSync(path.join(ROOT, fault.file), 'utf8')
    expect(withFault(source, fault)).not.toBe(source)
  })

  test('has five faults at least, each with a name of its own', () => {
    expect(new Set(FAULTS.map(({ name }) => name)).size).toBeGreaterThanOrEqual(5)
  })

  test('makes the same plan from the same seed, and another one from another', () => {
    const kinds = new Set(['kill', 'change', 'restore', 'rename'] as const)
    expect(makePlan(7, kinds)).toEqual(makePlan(7, kinds))
    expect(makePlan(7, kinds).mark).not.toBe(makePlan(8, kinds).mark)
  })

  test('plans each kill of a hunt for the moment at which its fault shows', () => {
    const { events } = makePlan(7, new Set(['kill', 'change'] as const), 'as a document leaves')
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(['kill', 'change']))
    expect(new Set(events.flatMap((event) => (event.kind === 'kill' ? [event.moment.when] : [])))).toEqual(
      new Set(['as a document leaves']),
    )
  })
})
