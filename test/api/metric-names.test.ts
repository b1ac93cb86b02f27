import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { metricFamilies } from '../../src/api/metric-families.ts'

const guide = (file: string): string => readFileSync(new URL(`../../docs/guides/${file}`, import.meta.url), 'utf8')
const namesIn = (text: string): string[] => [...new Set(text.match(/\borderbridge_\w+/g))].toSorted()
const names = metricFamilies([], 0).map(({ name }) => name)

describe('the names of metrics', () => {
  it('stand in the guide, all of them and no other', () => {
    expect(names.length).toBeGreaterThan(15)
    expect(namesIn(guide('metrics.md'))).toEqual(names.toSorted())
  })
})
