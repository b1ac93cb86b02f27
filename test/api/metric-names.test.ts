import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import dashboard from '../../docs/guides/grafana.json' with { type: 'json' }
import { metricFamilies } from '../../src/api/metric-families.ts'

const guide = (file: string): string => readFileSync(new URL(`../../docs/guides/${file}`, import.meta.url), 'utf8')
const namesIn = (text: string): string[] => [...new Set(text.match(/\borderbridge_\w+/g))].toSorted()
const names = metricFamilies([], 0).map(({ name }) => name)

describe('the names of metrics', () => {
  it('stand in the guide, all of them and no other', () => {
    expect(names.length).toBeGreaterThan(15)
    expect(namesIn(guide('metrics.md'))).toEqual(names.toSorted())
  })

  it.each(['grafana.json', 'prometheus-rules.yml'])('are the only names in %s', (file) => {
    const used = namesIn(guide(file))
    expect(used.length).toBeGreaterThan(4)
    expect(used.filter((name) => !names.includes(name))).toEqual([])
  })
})

describe('the dashboard', () => {
  const { panels } = dashboard

  it('has panels that each ask something, and that lie side by side', () => {
    expect(panels.length).toBeGreaterThan(10)
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length)
    const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
      Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
    )
    expect(new Set(cells).size).toBe(cells.length)
    for (const { title, targets } of panels)
      expect(
        targets.map(({ expr }) => namesIn(expr).length > 0),
        title,
      ).toEqual(targets.map(() => true))
  })

  it('asks only for the chosen suppliers', () => {
    const asked = panels
      .flatMap(({ targets }) => targets)
      .flatMap(({ expr }) => expr.match(/orderbridge_\w+(\{[^}]*\})?/g))
    expect(asked.filter((one) => !one?.includes('supplier=~"$supplier"'))).toEqual([])
  })
})
