import { expect, it } from 'vitest'
import { eventually } from '../fakes/eventually.ts'
import { deskRoute, mailingOutbox } from '../fakes/mail-route.ts'
import { supplierWith } from '../fakes/orders.ts'

const DAY_MS = 86_400_000

async function mailed(
  versions: readonly { readonly content: number; readonly cutOff?: number }[],
  answers: readonly (string | undefined)[] = [],
) {
  const { test, mails } = mailingOutbox(
    { supplier: supplierWith({ routes: [deskRoute], revisions: 'replace' }) },
    answers,
  )
  for (const version of versions) {
    test.accept(version)
    await test.work()
    await eventually(() => expect(test.deliveries().join()).not.toMatch(/sending|waiting/))
  }
  return { test, mails }
}

it('shows in a replacement what each line was in the mail before', async () => {
  const { mails } = await mailed([{ content: 2 }, { content: 7 }])
  expect(mails[0]?.text).not.toContain('->')
  expect(mails[1]?.text).toMatch(/What changes:\n {2}\S+ {2}2 -> 7 {2}/)
})

it('compares with the last mail that may have arrived, not with a version that never left', async () => {
  const { mails } = await mailed(
    [{ content: 2 }, { content: 5 }, { content: 7 }],
    [undefined, 'E_RECIPIENT_SUPPRESSED'],
  )
  expect(mails.at(-1)?.text).toMatch(/2 -> 7/)
})

it('shows the cut-off on the supplier’s clock', async () => {
  const { test, mails } = await mailed([{ content: 2, cutOff: Date.parse('2027-01-05T08:30:00Z') }])
  expect(mails[0]?.text).toContain('(cut-off Tuesday 5 January at 09:30)')
  expect(test.clock.now()).toBeLessThan(Date.parse('2027-01-05T08:30:00Z') + DAY_MS)
})
