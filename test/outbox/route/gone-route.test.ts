import { describe, expect, it } from 'vitest'
import { travelling } from '../../../src/supplier/travelling.ts'
import { contrl } from '../../fakes/acknowledgements.ts'
import { EDIFACT, ERP, httpRoute, supplierWith, WMS } from '../../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../../fakes/outbox.ts'
import { cut, status } from '../../fakes/wire.ts'
import { ANN, both, erpOnly, OK } from './removed-route.ts'

const sent = ({ wire }: TestOutbox) => wire.calls.map(({ url, body }) => [url, JSON.parse(body).possibleRepeat])

/** An order for `wms` only, a route that the configuration then removes. */
async function orphaned(wms = {}, answer = status(200)) {
  const test = testOutbox({ supplier: both(wms) })
  test.wire.answers(ERP, status(200))
  test.wire.answers(WMS, answer)
  if (answer !== cut) test.outbox.pause('wms', ANN)
  test.accept({ routes: [{ route: 'wms', revisions: 'hold', start: { state: 'waiting' } }] })
  await test.work()
  test.reopen(erpOnly)
  await test.work()
  return test
}

describe('an order of a route that is gone', () => {
  it('can be sent by another route', async () => {
    const test = await orphaned()
    expect(test.outbox.sendBy('order-1', 'wms', 'erp', ANN)).toEqual(OK)
    await test.work()
    expect(sent(test)).toEqual([[ERP, false]])
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 superseded no'])
  })

  it('says that it may be a repeat where it may have arrived by the old one', async () => {
    const test = await orphaned({}, cut)
    expect(test.deliveries()).toEqual(['wms v1 held/route-gone maybe'])
    expect(test.outbox.sendBy('order-1', 'wms', 'erp', ANN)).toEqual(OK)
    await test.work()
    expect(sent(test).at(-1)).toEqual([ERP, true])
  })

  it('goes by no route that is less protected than the old one asked', async () => {
    const test = await orphaned({ minimumSecurity: 'end-to-end' })
    const plain = { kind: 'http', url: 'http://plain.example/orders', insecure: true }
    test.reopen(supplierWith({ routes: [httpRoute('erp', ERP), httpRoute('plain', ERP, { transport: plain })] }))
    expect(test.outbox.sendBy('order-1', 'wms', 'plain', ANN)).toMatchObject({
      ...{ ok: false, status: 409 },
      message: expect.stringContaining('less protected'),
    })
    expect(test.outbox.sendBy('order-1', 'wms', 'erp', ANN)).toEqual(OK)
  })

  it('can be marked done, and discarded', async () => {
    for (const act of ['done', 'discardOn'] as const) {
      const test = await orphaned()
      expect(test.outbox[act]('order-1', 'wms', ANN)).toEqual(OK)
      expect(test.outbox.view('order-1')?.state).toBe(act === 'done' ? 'settled' : 'discarded')
    }
    const test = await orphaned()
    expect(test.outbox.discard('order-1', ANN)).toEqual(OK)
  })

  it('is told by a release and a retry what can be done', async () => {
    const test = await orphaned()
    for (const result of [test.outbox.release('order-1', ANN), test.outbox.retry('order-1', 'wms', ANN)])
      expect(result).toMatchObject({ status: 409, message: expect.stringContaining('send-by') })
  })

  it('is counted with its route, for as long as anything of that is not settled', async () => {
    const test = await orphaned()
    expect(test.outbox.routes().at(-1)).toMatchObject({ route: 'wms', state: 'gone', unsettled: 1 })
    test.outbox.done('order-1', 'wms', ANN)
    expect(test.outbox.routes().map(({ route }) => route)).toEqual(['erp'])
  })
})

describe('an order that was handed over by a route that is gone', () => {
  const MINUTE = 60_000
  const waiting = { document: EDIFACT, receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }
  const withErp = supplierWith({ routes: [httpRoute('erp', ERP, waiting), httpRoute('wms', WMS)] })
  const without = supplierWith({ routes: [httpRoute('wms', WMS)] })

  async function handedOver() {
    const test = testOutbox({ supplier: withErp })
    for (const url of [ERP, WMS]) test.wire.answers(url, status(200))
    test.accept()
    await test.work()
    test.reopen(without)
    await test.work()
    return test
  }

  it('waits for its receipt as before, so that no person sends it twice when the route comes back', async () => {
    const test = await handedOver()
    expect(test.deliveries()).toEqual(['erp v1 sent yes', 'wms v1 delivered yes'])
    expect(test.troubles).toEqual([])
    test.reopen(withErp)
    test.hear(contrl('1'))
    await test.pass(3 * 60 * MINUTE)
    expect(test.deliveries()).toEqual(['erp v1 delivered yes', 'wms v1 delivered yes'])
    expect(test.troubles).toEqual([])
  })

  it('raises an alert when the receipt is overdue, and says what a person can do', async () => {
    const test = await handedOver()
    await test.pass(3 * 60 * MINUTE)
    expect(test.troubles).toMatchObject([{ kind: 'late', cause: 'receipt-overdue', route: 'erp' }])
    expect(test.outbox.retry('order-1', 'erp', ANN)).toMatchObject({
      ...{ status: 409, message: expect.stringContaining('send-by') },
    })
    expect(test.outbox.done('order-1', 'erp', ANN)).toEqual(OK)
  })
})

describe('where the documents of a route go', () => {
  const to = (transport: Record<string, unknown>, document: Record<string, unknown> = { format: 'json' }): string => {
    const [route] = supplierWith({ routes: [{ name: 'erp', document, transport }] }).routes
    return (route && travelling(route).destination) ?? ''
  }
  const sftp = {
    kind: 'sftp',
    host: 'a.example',
    user: 'u',
    password: 'P',
    hostKeys: [`SHA256:${'x'.repeat(43)}`],
    folder: '/in',
  }
  const s3 = {
    kind: 's3',
    endpoint: 'https://s3.example',
    region: 'eu',
    bucket: 'a',
    accessKeyId: 'I',
    secretAccessKey: 'S',
  }

  it.each([
    ['the address', { kind: 'http', url: ERP }, { kind: 'http', url: WMS }],
    ['the host', sftp, { ...sftp, host: 'b.example' }],
    ['the folder', sftp, { ...sftp, folder: '/out' }],
    ['the bucket', s3, { ...s3, bucket: 'b' }],
    ['the bucket of a binding', { kind: 'r2', bucket: 'A' }, { kind: 'r2', bucket: 'B' }],
  ])('changes with %s', (_, one, other) => {
    expect(to(one)).not.toBe(to(other))
  })

  it('changes with the recipients of a mail, not with the server that takes it', () => {
    const smtp = (host: string) => ({ kind: 'smtp', host, port: 587, security: 'starttls' })
    const mail = (desk: string) => ({ format: 'email', from: 'orders@gateway.example', to: [desk] })
    expect(to(smtp('a.example'), mail('a@fresco.example'))).toBe(to(smtp('b.example'), mail('a@fresco.example')))
    expect(to(smtp('a.example'), mail('a@fresco.example'))).not.toBe(to(smtp('a.example'), mail('b@fresco.example')))
  })

  it('changes with the name of a partner by AS2', () => {
    const as2 = (name: string) => ({
      ...{ kind: 'as2', url: ERP, from: 'ORDERBRIDGE', to: name, ownCertificate: 'C', ownKey: 'K' },
      ...{ partnerCertificates: ['P'], sign: 'sha256', encrypt: 'aes256-cbc', compress: false, mdn: 'sync' },
    })
    expect(to(as2('FRESCO'), EDIFACT)).not.toBe(to(as2('OTHER'), EDIFACT))
  })
})
