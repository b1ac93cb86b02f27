import { shortDay } from '../../src/console/frame/times.ts'
import type { Language } from '../../src/model/language.ts'
import { dateWords } from '../../src/text/date-words.ts'
import { fill } from '../../src/text/fill.ts'
import type { ConsoleWording } from '../../templates/console.ts'
import type { startErp } from './erp.ts'
import type { OrderWish } from './gateway.ts'
import type { Person } from './person.ts'
import { WHO } from './sign-in.ts'
import { WAIT_MS } from './until.ts'

/** A day at the order desk of one language. The names of links, buttons and fields are those of the texts. */
export interface Day {
  readonly language: Language
  readonly words: ConsoleWording
  readonly person: Person
  readonly erp: Awaited<ReturnType<typeof startErp>>
  place(number: string, lines?: OrderWish['lines'], more?: Partial<OrderWish>): Promise<unknown>
  /** A task ends on a page that holds the answer. */
  task(id: string, sentence: string, answer: string, work: (person: Person) => Promise<void>): Promise<void>
}

export const CREAM: OrderWish['lines'] = [['AB-100', 'Crème fraîche 30% 1 L', 12]]
const JUICE: OrderWish['lines'] = [['3105', 'Jus d’orange pressé 2 L', 3]]

/** The words of a text in front of a value. */
const lead = (text: string, value = ''): string => text.split(value === '' ? '{' : `{${value}}`)[0] ?? ''

/** Ten tasks of a clerk, in the sequence of a day: later tasks need the orders of earlier ones. */
export async function clerkTasks({ task, place, person, erp, words }: Day): Promise<void> {
  const { today, catalogue, actions } = words
  await place('PO-ASKED')
  await erp.got('PO-ASKED')
  await task('IT4', 'Is everything well, since when?', fill(today.howRoutes, { count: '3', all: '3' }), (it) =>
    it.sees(today.well),
  )

  await task('C1', 'A chef telephones: where is my order PO-ASKED?', words.verdicts.settled, async (clerk) => {
    await clerk.clicks('link', words.tabs.orders)
    await clerk.writes(words.orders.search, 'PO-ASKED')
    await clerk.clicks('button', words.orders.button)
    await clerk.clicks('link', 'PO-ASKED')
  })

  for (let at = 1; at <= 7; at++) await place(`PO-JUICE-${at}`, JUICE)
  await task('C2', 'Article 3105 is new, and 7 orders wait', catalogue.entryStored, async (clerk) => {
    await clerk.sees(fill(today.orders, { count: '7' }))
    await clerk.clicks('link', catalogue.settle)
    await clerk.writes(catalogue.fields.erpArticle.label, '303105')
    await clerk.clicks('button', catalogue.goOn)
    await clerk.clicks('button', fill(catalogue.enterSend, { count: '7' }))
    await erp.got('PO-JUICE-7')
  })

  await place('PO-CHANGED')
  await erp.got('PO-CHANGED')
  await place('PO-CHANGED', [['AB-100', 'Crème fraîche 30% 1 L', 24]])
  await task('C3', 'An order is held, because it changed after it was sent', words.order.done, async (clerk) => {
    await clerk.clicks('link', fill(today.look, { order: 'PO-CHANGED' }))
    await clerk.sees(words.order.changed)
    await clerk.clicks('link', actions['release-replacement'].label)
    await clerk.clicks('button', actions['release-replacement'].button)
    await erp.got('BGM+220+PO-CHANGED+5')
  })

  await place('PO-REFUSED', CREAM, { customer: 'K-770031', days: -3 })
  await task(
    'C5',
    'Who was refused today? Call them, and note the call',
    fill(lead(today.calledBy, 'time'), { who: WHO }),
    async (clerk) => {
      await clerk.sees('+32 9 123 45 67')
      await clerk.clicks('link', actions.called.label)
      await clerk.writes(words.confirm.note, 'Orders again for tomorrow.')
      await clerk.clicks('button', actions.called.button)
      await clerk.clicks('link', words.tabs.today)
    },
  )

  await task('C6', 'Take an order back', fill(words.events.cancel, { route: 'erp' }), async (clerk) => {
    await clerk.clicks('link', words.tabs.orders)
    await clerk.clicks('link', 'PO-ASKED')
    await clerk.unfolds(words.order.more)
    await clerk.clicks('link', fill(actions.cancel.label, { route: 'erp' }))
    await clerk.writes(words.confirm.note, 'The chef ordered twice.')
    await clerk.clicks('button', actions.cancel.button)
  })

  await task('C9', 'The ERP has another number for a customer', catalogue.entryStored, async (clerk) => {
    await clerk.clicks('link', words.tabs.catalogue)
    await clerk.clicks('link', catalogue.customers)
    await clerk.clicksIn('K-771204', catalogue.change)
    await clerk.writes(catalogue.fields.erpCustomer.label, '100999')
    await clerk.clicks('button', catalogue.goOn)
    await clerk.clicks('button', catalogue.enter)
  })

  erp.goDown()
  for (const at of [1, 2, 3, 4, 5, 6]) await place(`PO-DOWN-${at}`)
  await person.waitsFor(fill(lead(today.routeFails, 'time'), { route: 'erp' }), WAIT_MS)
  await task('C8', 'Print what must be keyed, by delivery day', lead(words.print.deliver), async (clerk) => {
    await clerk.clicks('link', today.print)
    await clerk.sees('PO-DOWN-6')
  })

  await task('C11', 'The ERP is down: print what to pick for a delivery day', words.pick.totals, async (clerk) => {
    await clerk.clicks('link', words.pick.open)
    await clerk.sees('PO-DOWN-6')
  })

  await task('C4', 'The ERP is down: key an order by hand', words.verdicts.settledByHand, async (clerk) => {
    await clerk.clicks('link', 'PO-DOWN-1')
    await clerk.clicks('link', fill(actions.done.label, { route: 'erp' }))
    await clerk.writes(words.confirm.erp, '4711')
    await clerk.clicks('button', actions.done.button)
  })

  await task(
    'C7',
    'Send an order by another route',
    fill(words.events['send-by'], { route: 'desk' }),
    async (clerk) => {
      await clerk.clicks('link', 'PO-DOWN-2')
      await clerk.clicks('link', fill(actions['send-by'].label, { route: 'erp' }))
      await clerk.clicks('button', actions['send-by'].button)
    },
  )

  await task('C10', 'What did my colleague do?', words.activity.deeds.done, async (clerk) => {
    await clerk.clicks('link', words.activity.title)
    await clerk.sees('4711')
  })
}

/** Five tasks of the IT person. */
export async function itTasks({ task, erp, words, language }: Day): Promise<void> {
  const { today, routes } = words
  await task('IT5', 'Find why nothing arrives', lead(routes.noAnswer), async (it) => {
    await it.clicks('link', fill(today.openRoute, { route: 'erp' }))
    // The page may be opened during a try.
    await it.sees(lead(routes.nextProbe), routes.probing)
  })

  erp.comeUp()
  await task('IT1', 'What would my ERP get?', 'BGM+220+PO-ASKED', async (it) => {
    await it.clicks('link', words.whatWould.title)
    await it.writes(words.whatWould.pick, 'PO-ASKED')
    await it.clicks('button', words.whatWould.take)
    await it.sees(words.whatWould.nothing)
  })

  await task('IT2', 'Pause and resume a route around maintenance', words.order.done, async (it) => {
    await it.clicks('link', words.tabs.routes)
    await it.clicksIn('desk', routes.pause.label)
    await it.writes(words.confirm.note, 'The scales are serviced.')
    await it.clicks('button', routes.pause.button)
    await it.sees(fill(lead(routes.pausedBy, 'time'), { by: WHO }))
    await it.clicks('link', routes.resume.label)
    await it.clicks('button', routes.resume.button)
  })

  await task('IT3', 'Which secret or certificate ends soon?', dateWords('2027-03-31', language), async (it) => {
    await it.clicks('link', words.tabs.routes)
    await it.sees(fill(routes.endsOn, { day: shortDay('2027-03-31', language) }))
    await it.clicks('link', words.settings.title)
  })
}
