import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../../src/model/language.ts'
import { adviceFor, adviceText, type Stuck } from '../../src/profile/desk-advice.ts'
import { alertWording } from '../../templates/alerts.ts'
import { testConsole } from '../fakes/console.ts'
import { DESK_MAIL } from '../fakes/mail-route.ts'
import { ERP, httpRoute, mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const MAILS = 'https://mails.example/'
const desk = httpRoute('desk', MAILS, {
  document: DESK_MAIL,
})
const supplier = supplierWith({ routes: [httpRoute('erp', ERP), desk, mailboxRoute('box')] })

describe('the advice for a route', () => {
  it.each([
    ['refused', 'erp', null, 'retry'],
    ['refused', 'erp', 'gateway', 'fix-setting'],
    ['refused', 'erp', 'person', 'resume'],
    ['refused', 'desk', null, 'copy'],
    ['refused', 'desk', 'person', 'resume'],
    ['late', 'erp', null, 'check'],
    ['late', 'box', null, 'collect'],
    ['late', 'box', 'person', 'resume'],
    ['late', 'desk', null, 'copy'],
    ['cut-off', 'erp', null, 'check-now'],
    ['unanswered', 'erp', 'person', 'ask'],
    ['circuit', 'erp', null, 'wait'],
    ['paused', 'erp', 'gateway', 'fix-setting'],
  ] as const)('says what works: %s on %s, paused by %s: %s', (what, route, pause, advice) => {
    expect(adviceFor({ what, route, pause } satisfies Stuck, supplier)).toBe(advice)
  })

  it('never invites to key an order that another route brings', () => {
    for (const language of LANGUAGES) {
      const copy = adviceText('copy', language)
      expect(copy).not.toBe(alertWording[language].kinds.refused.todo)
      expect(copy).toMatch(/ERP/)
    }
  })
})

const DAY = 86_400_000

/** The sentences about one order after `happens`: in the alerts, on Today and on the page of the order. */
async function readers(
  routes: readonly Record<string, unknown>[],
  happens: (box: ReturnType<typeof testConsole>['box']) => unknown,
) {
  const { box, browser } = testConsole({ supplier: supplierWith({ language: 'en', routes }) })
  box.wire.answers(ERP, status(200))
  box.wire.answers(MAILS, status(200))
  await happens(box)
  await box.pass(1_000)
  const opened = browser({ 'accept-language': 'en' })
  await opened.signIn()
  const text = async (path: string) => (await opened.get(path)).text.replaceAll('&#39;', "'")
  return {
    alerts: box.troubles.map((alert) => alert.text).join('\n'),
    today: await text('/console'),
    order: await text('/console/orders/fresco/order-1'),
    routes: await text('/console/routes'),
  }
}

describe('the advice about one state', () => {
  const pause = (route: string) => (box: ReturnType<typeof testConsole>['box']) =>
    box.outbox.pause(route, { by: 'An', note: 'maintenance' })
  it.each([
    [
      'a document that the receiver does not take',
      'retry',
      [httpRoute('erp', ERP)],
      (box: ReturnType<typeof testConsole>['box']) => {
        box.wire.answers(ERP, status(422))
        box.accept()
      },
    ],
    [
      'a password that the receiver does not take',
      'fix-setting',
      [httpRoute('erp', ERP)],
      (box: ReturnType<typeof testConsole>['box']) => {
        box.wire.answers(ERP, status(401))
        box.accept()
      },
    ],
    [
      'a mail that fails next to the ERP',
      'copy',
      [httpRoute('erp', ERP), desk],
      (box: ReturnType<typeof testConsole>['box']) => {
        box.wire.answers(MAILS, status(422))
        box.accept()
      },
    ],
  ] as const)(
    'is the same in the alert, on Today and on the page of the order: %s',
    async (_, advice, routes, happens) => {
      const read = await readers(routes, happens)
      for (const page of ['alerts', 'order'] as const) expect(read[page], page).toContain(adviceText(advice, 'en'))
      // Today knows that the ERP has all orders of the cause, so Today says more than the advice about a copy.
      expect(read.today).toContain(advice === 'copy' ? 'Do not key this order.' : adviceText(advice, 'en'))
      for (const other of ['retry', 'fix-setting', 'copy', 'resume'] as const)
        if (other !== advice)
          for (const text of Object.values(read)) expect(text).not.toContain(adviceText(other, 'en'))
    },
  )

  it.each([
    ['a mailbox', 'box', [mailboxRoute('box')]],
    ['a route', 'erp', [httpRoute('erp', ERP)]],
  ] as const)('leads to Resume on %s that a person paused, and offers no retry', async (_, route, routes) => {
    const read = await readers(routes, (box) => {
      pause(route)(box)
      box.accept()
    })
    for (const page of ['today', 'order'] as const) expect(read[page], page).toContain(adviceText('resume', 'en'))
    expect(read.order).not.toContain('/do/retry')
    expect(read.order).toContain(`href="/console/routes#fresco-${route}"`)
    expect(read.routes).toContain('Resume…')
    expect(read.routes).not.toContain('Try all again now…')
  })

  it('says resume where the receiver refused an order before a person paused the route, also in a later alert', async () => {
    const read = await readers([httpRoute('erp', ERP)], async (box) => {
      box.wire.answers(ERP, status(422))
      box.accept()
      await box.pass(1_000)
      pause('erp')(box)
      box.accept({ orderId: 'order-2', orderNumber: 'PO-2' })
      await box.pass(DAY / 24)
    })
    for (const page of ['today', 'order'] as const) expect(read[page], page).toContain(adviceText('resume', 'en'))
    expect(read.order).not.toContain('/do/retry')
    expect(read.alerts).toContain(`PO-2 is not settled on route erp yet`)
    expect(read.alerts.split('\n').at(-1)).toContain(adviceText('resume', 'en'))
  })

  it('leads to Resume where the gateway paused the route, as the alert advises', async () => {
    const read = await readers([httpRoute('erp', ERP)], (box) => {
      box.wire.answers(ERP, status(401))
      box.accept()
    })
    expect(read.alerts).toContain('then resume the route')
    expect(read.routes).toContain('/console/routes/fresco/erp/do/resume')
    expect(read.order).not.toContain('/do/retry')
    expect(read.order).toContain('href="/console/routes#fresco-erp"')
  })
})
