import { describe, expect, it } from 'vitest'
import { orderResponse, ordrsp, responseLine, x12 } from '../../fakes/acknowledgements.ts'
import { open } from './acknowledged-order.ts'

const PEPPOL = {
  format: 'peppol-order-3',
  buyer: { name: 'Bistro Example BV', endpoint: { scheme: '0208', id: '0123456749' } },
  seller: { name: 'Groothandel NV', country: 'NL', endpoint: { scheme: '0106', id: '12345678' } },
}
const UBL = { format: 'ubl-order-2.1' }
const X12 = {
  format: 'x12-850-4010',
  sender: { id: 'GATEWAY', qualifier: 'ZZ' },
  recipient: { id: 'SUP1', qualifier: 'ZZ' },
}
const x12Reply = (lines: readonly string[]) => x12('855', ['BAK*00*AD*PO-order-1*20261124', ...lines, 'CTT*1'])

/** An order of 10 that was sent. */
async function ordered(document: Record<string, unknown> | undefined, of: Record<string, unknown> = {}) {
  const opened = open(document ? { document } : {}, of)
  opened.test.accept({ content: 10 })
  await opened.test.work()
  expect(opened.test.deliveries()).toEqual(['erp v1 sent yes'])
  return opened
}

const confirmed = (quantity: string, id = 'R-1') =>
  orderResponse('PO-order-1', 'AP', responseLine({ of: '1', quantity, unit: '' }), id)

const refusals = ({ alerts }: Awaited<ReturnType<typeof ordered>>['test']) =>
  alerts.map(({ kind, cause, orderId }) => [kind, cause, orderId].join(' '))

describe('a receiver that confirms a quantity of 10', () => {
  it.each([
    ['EDIFACT', undefined, ordrsp('PO-order-1', '29', ['LIN+1+5', 'QTY+21:10', 'QTY+113:5'])],
    ['EDIFACT without the ordered quantity', undefined, ordrsp('PO-order-1', '29', ['LIN+1+5', 'QTY+113:5'])],
    [
      'EDIFACT by the article',
      undefined,
      ordrsp('PO-order-1', '29', ['LIN+7+5', 'PIA+5+00123:SA::91', 'QTY+12:5:PCE']),
    ],
    [
      'EDIFACT by parts',
      undefined,
      ordrsp('PO-order-1', '29', ['LIN+1+5', 'SCC+1', 'QTY+113:2', 'SCC+1', 'QTY+113:3']),
    ],
    ['X12 without the ordered quantity', X12, x12Reply(['PO1*1*****VN*00123', 'ACK*IA*5*EA'])],
    ['UBL', UBL, confirmed('5')],
    ['Peppol', PEPPOL, confirmed('5')],
  ])('leaves the order to a person if it takes 5, in %s', async (_, document, reply) => {
    const { test, say, said } = await ordered(document)
    expect(say(reply).matched).toMatchObject([{ verdict: 'accepted-with-changes', effect: 'refused' }])
    await test.work()
    expect(test.deliveries()).toEqual(['erp v1 refused yes'])
    expect(said()).toEqual(['business accepted-with-changes'])
    expect(refusals(test)).toEqual(['refused accepted-with-changes order-1'])
    expect(test.alerts[0]?.text).toContain('accepted, 5 of 10.')
  })

  it('settles the order by confirming 10', async () => {
    const { test, effect } = await ordered(UBL)
    expect(effect(confirmed('10'))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it.each([
    ['all of it', ['LIN+1+5', 'QTY+113:10']],
    ['it in parts', ['LIN+1+5', 'QTY+113:4', 'LIN+2+5', 'PIA+5+00123:SA::91', 'QTY+113:6']],
    ['no quantity', ['LIN+1+5']],
  ])('settles the order by confirming %s in EDIFACT, without the ordered quantity', async (_, lines) => {
    const { test, effect } = await ordered(undefined)
    expect(effect(ordrsp('PO-order-1', '29', lines))).toBe('settled')
    expect(test.deliveries()).toEqual(['erp v1 delivered yes'])
  })

  it('settles the order by confirming 10 in X12, in two parts without the ordered quantity', async () => {
    const { effect } = await ordered(X12)
    expect(effect(x12Reply(['PO1*1', 'ACK*IA*4*EA', 'ACK*IA*6*EA']))).toBe('settled')
  })

  it('names the changed order alone when the reply comes again, not the later version of 5', async () => {
    const { test, say } = await ordered(UBL, { revisions: 'replace' })
    const reply = confirmed('5')
    say(reply)
    test.accept({ content: 5 })
    await test.work()
    expect(test.deliveries().at(-1)).toBe('erp v2 sent yes')
    expect(say(reply).matched).toMatchObject([{ version: 1, effect: 'repeated' }])
    expect(test.deliveries().at(-1)).toBe('erp v2 sent yes')
    expect(say(confirmed('5', 'R-2')).matched).toMatchObject([{ version: 2, effect: 'settled' }])
  })
})

describe('a confirmed quantity of an order whose document was deleted', () => {
  it('proves no difference', async () => {
    const { test, effect } = await ordered(UBL)
    effect(confirmed('10'))
    await test.pass(91 * 86_400_000)
    expect(test.outbox.purge()).toBe(1)
    expect(effect(confirmed('5', 'R-2'))).toBe('repeated')
  })
})
