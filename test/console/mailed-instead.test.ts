import { describe, expect, it } from 'vitest'
import { contrl } from '../fakes/acknowledgements.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { EDIFACT, ERP, httpRoute, mailboxRoute } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'
import { LIST, ORDER, opened } from './mailed-orders.ts'

const MINUTE = 60_000

describe('an order that reached the ERP, and that the ERP then rejected', () => {
  const waits = { document: EDIFACT, receipt: 'acknowledgement', acknowledgements: { token: 'ACK_TOKEN' } }

  async function mailed(
    toErp: Record<string, unknown>,
    reject: (box: Awaited<ReturnType<typeof opened>>['box']) => void,
  ) {
    const { box, accept, read } = await opened({ document: DESK_MAIL }, 'en', toErp)
    box.wire.answers(ERP, status(200))
    accept('one')
    await box.pass(1_000)
    reject(box)
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded yes'])
    expect(box.outbox.view('one')?.shownState).toBe('attention')
    const page = await read(ORDER)
    expect(page).toContain(
      '<h1 id="verdict">Route erp refused it. In its place, people have a mail of route desk: key it by hand',
    )
    expect(page).not.toContain('our ERP has')
    expect(await read(LIST)).toContain('1 order is not in your ERP yet')
  }

  it('is not said to be in the ERP after the error of a translator', () =>
    mailed(httpRoute('erp', ERP, waits), (box) => box.hear(contrl('00000000000001', '4'))))

  it('is not said to be in the ERP after a mailbox reported a failure', () =>
    mailed(mailboxRoute('erp'), ({ outbox }) => {
      const [document] = outbox.listMailbox('erp')
      outbox.fetchDocument('erp', document?.id ?? '')
      outbox.applyMailboxStatus('erp', document?.id ?? '', 'failed', 'Unknown article')
    }))

  it('is in the ERP after all, where the system reports so after the failure', async () => {
    const { box, accept, read } = await opened({ document: DESK_MAIL }, 'en', mailboxRoute('erp'))
    accept('one')
    await box.pass(1_000)
    const [document] = box.outbox.listMailbox('erp')
    const report = (status: 'failed' | 'consumed') =>
      box.outbox.applyMailboxStatus('erp', document?.id ?? '', status, null)
    report('failed')
    await box.pass(1_000)
    report('consumed')
    await box.pass(1_000)
    expect(box.deliveries('one')).toEqual(['desk v1 delivered yes', 'erp v1 superseded yes'])
    expect(await read(ORDER)).not.toContain('key it by hand')
    expect(await read(LIST)).toContain('No order has to be keyed')
  })
})

describe('an order that shall not be delivered', () => {
  const SHALL_NOT = 'It shall not be delivered…'
  const ADVICE = 'If an order shall not be delivered, discard it there.'

  it.each([
    ['has it', 200],
    ['has not got it yet', 503],
  ])('is discarded where another system %s, as Today advises', async (_, code) => {
    const more = [httpRoute('box', 'https://box.example/')]
    const { box, browser, accept, read } = await opened({ document: DESK_MAIL }, 'en', httpRoute('erp', ERP), more)
    box.wire.answers('https://box.example/', status(code))
    accept('one')
    await box.pass(MINUTE)
    expect(await read('/console')).toContain(ADVICE)
    expect(await read(ORDER)).toContain(SHALL_NOT)
    const path = `${ORDER}/do/discard-mailed`
    const asked = await browser.get(path)
    if (code === 200) expect(asked.text).toContain('Route box brought the order, and gets no cancellation.')
    else expect(asked.text).not.toContain('Route box')
    expect((await browser.submit(asked, path, { note: 'Blocked.' })).status).toBe(303)
    expect(await read('/console')).not.toContain(ADVICE)
    expect(await read(ORDER)).toContain(
      code === 200
        ? 'Discarded on route erp: the system there did not get it.'
        : 'Discarded: your ERP refused it, and people have a mail of it.',
    )
  })

  it('is not advised for a change of an order that the ERP has, which the page cancels', async () => {
    const { box, accept, read } = await opened()
    box.wire.answers(ERP, status(200))
    accept('one')
    await box.pass(MINUTE)
    box.wire.answers(ERP, status(422))
    box.accept({
      orderId: 'one',
      digest: 'changed',
      deliveryDate: '2026-11-26',
      starts: { erp: { state: 'held', reason: 'revision' } },
    })
    expect(box.outbox.release('one', { by: 'An', as: 'replacement' })).toEqual({ ok: true })
    await box.pass(MINUTE)
    expect(await read('/console')).toContain('Route erp refused it')
    expect(await read('/console')).not.toContain(ADVICE)
    expect(await read(ORDER)).not.toContain(SHALL_NOT)
  })
})
