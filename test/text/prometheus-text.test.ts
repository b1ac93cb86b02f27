import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prometheusText } from '../../src/text/prometheus-text.ts'
import { anyCharacter } from '../fakes/any-character.ts'

describe('the text format of Prometheus', () => {
  it('has the help, the type and a line for each sample', () => {
    const samples = [
      [{ supplier: 'fresco', route: 'erp' }, 3],
      [{ supplier: 'fresco', route: 'desk' }, 0.5],
    ] as const
    expect(prometheusText([{ name: 'orders', type: 'gauge', help: 'Orders \\ of\ntoday.', samples }])).toBe(
      '# HELP orders Orders \\\\ of\\ntoday.\n# TYPE orders gauge\n' +
        'orders{supplier="fresco",route="erp"} 3\norders{supplier="fresco",route="desk"} 0.5\n',
    )
  })

  it('leaves out a metric without a sample', () => {
    expect(prometheusText([{ name: 'orders', type: 'gauge', help: 'Orders.', samples: [] }])).toBe('')
  })

  it('keeps each label in its place, whatever the label holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (label) => {
        const text = prometheusText([
          { name: 'orders', type: 'gauge', help: 'Orders.', samples: [[{ supplier: label }, 1]] },
        ])
        const lines = text.split('\n')
        expect(lines).toHaveLength(4)
        const [, inside = ''] = /^orders\{supplier="((?:[^"\\]|\\["\\n])*)"\} 1$/s.exec(lines[2] ?? '') ?? []
        const read = inside.replaceAll(/\\(["\\n])/g, (_, sign) => (sign === 'n' ? '\n' : sign))
        expect(read).toBe(label.toWellFormed())
      }),
    )
  })
})
