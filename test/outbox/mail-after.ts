import { expect } from 'vitest'
import { eventually } from '../fakes/eventually.ts'
import { deskRoute, mailingOutbox } from '../fakes/mail-route.ts'
import { supplierWith } from '../fakes/orders.ts'
import type { Answer } from '../fakes/wire.ts'

/** The text and the HTML of the mail that route `desk` brings ten minutes after these routes, by the answer of each address. */
export async function mailAfter(
  routes: readonly object[],
  answers: Readonly<Record<string, Answer>>,
  language = 'en',
): Promise<string> {
  const { test, mails } = mailingOutbox({ supplier: supplierWith({ routes: [...routes, deskRoute], language }) })
  for (const [url, answer] of Object.entries(answers)) test.wire.answers(url, answer)
  test.accept()
  await test.pass(11 * 60_000)
  await eventually(() => expect(mails).toHaveLength(1))
  return `${mails[0]?.text}\n${mails[0]?.html}`
}
