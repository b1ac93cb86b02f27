import { describe, expect, it } from 'vitest'
import { configWarnings } from '../../src/config/warnings.ts'
import { lostLetters } from '../../src/steps/lost-letters.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { sampleOrder } from '../documents/sample-order.ts'
import { startCpuTime } from '../fakes/cpu-time.ts'
import { bodyOf, EDIFACT, ERP, httpRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { status } from '../fakes/wire.ts'

const NUTS = 'بدون مكسرات'
const mail = { format: 'email', from: 'orders@gateway.example', to: ['desk@fresco.example'] }
const X12 = { format: 'x12-850-4010', sender: { id: 'GATEWAY' }, recipient: { id: 'SUP1' } }

const supplierOf = (...documents: object[]) =>
  supplierWith({ routes: documents.map((document, at) => httpRoute(`erp${at === 0 ? '' : at}`, ERP, { document })) })

function lost(document: object, overrides: object = {}): number {
  const supplier = supplierOf(document)
  const [route] = supplier.routes
  return route ? lostLetters({ ...sampleOrder, ...overrides }, route, supplier) : Number.NaN
}

describe('letters that a document cannot hold', () => {
  it.each([
    [EDIFACT, { remarks: NUTS }, 10],
    [X12, { remarks: NUTS }, 10],
    [{ format: 'csv', charset: 'windows-1252' }, { remarks: NUTS }, 10],
    [EDIFACT, { remarks: 'Ξηροί καρποί', lines: [{ ...sampleOrder.lines[0], name: '不要坚果' }] }, 15],
  ])('of %j are counted: %j', (document, overrides, expected) => {
    expect(lost(document, overrides)).toBe(expected)
  })

  it.each([
    ['UNOY has them', { ...EDIFACT, charset: 'UNOY' }, { remarks: NUTS }],
    ['a mail has them', mail, { remarks: NUTS }],
    ['JSON has them', { format: 'json' }, { remarks: NUTS }],
    ['accents have a spelling', X12, { remarks: 'Crème brûlée, Żółty ser, smørrebrød, größe' }],
    ['a few are no loss', EDIFACT, { remarks: 'α, β, γ' }],
    ['pictures are no letters', EDIFACT, { remarks: '🍅🍅🍅🍅🍅🍅' }],
    ['long remarks are cut, not replaced', EDIFACT, { remarks: 'lang verhaal? '.repeat(5_000) }],
  ])('are none where %s', (_, document, overrides) => {
    expect(lost(document, overrides)).toBe(0)
  })
})

it('are counted in little time, however long the remarks are', () => {
  const cpuTime = startCpuTime()
  expect(lost(X12, { remarks: 'Ω '.repeat(500_000) })).toBe(5_000)
  expect(cpuTime()).toBeLessThan(500)
})

describe('an order with such letters', () => {
  it('is delivered, and the desk is told when it is accepted', async () => {
    const supplier = supplierOf(EDIFACT)
    const test = testOutbox({ supplier })
    test.wire.answers(ERP, status(200))
    const { losses } = checkRoutes({ ...sampleOrder, remarks: NUTS }, supplier, Date.UTC(2026, 10, 24))
    expect(losses).toEqual([{ route: 'erp', letters: 10 }])
    test.accept({ body: bodyOf(postedOrder({ order_remarks: NUTS })), losses })
    await test.pass(1_000)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
    expect(test.alerts.map(({ kind, route }) => [kind, route])).toEqual([['wording', 'erp']])
    expect(test.alerts[0]?.text).toContain('10 characters of its remarks and names become question marks.')
    expect(test.alerts[0]?.text).not.toContain(NUTS)
  })
})

describe('the configuration', () => {
  const warned = (...documents: object[]) =>
    configWarnings({ suppliers: { fresco: supplierOf(...documents) } }).map(
      ({ path, message }) => `${path}: ${message}`,
    )

  it('recommends what can say them, where no route can', () => {
    expect(warned(EDIFACT)).toEqual([expect.stringMatching(/^suppliers\.fresco\.routes\[0\]\.document: .*'UNOY'/)])
    expect(warned(X12)).toEqual([expect.stringContaining('such as email')])
  })

  it('is silent where one route can', () => {
    expect(warned(EDIFACT, { format: 'json' })).toEqual([])
    expect(warned({ ...EDIFACT, charset: 'UNOY' })).toEqual([])
  })
})
