import { mailboxRoute, supplierWith } from '../../fakes/orders.ts'
import { testOutbox } from '../../fakes/outbox.ts'

export const supplier = supplierWith({ routes: [mailboxRoute('box')] })

export const WORDS = ['collected', 'consumed', 'failed'] as const

export async function withDocument(settings = supplier) {
  const test = testOutbox({ supplier: settings })
  test.accept()
  await test.work()
  const listed = () => test.outbox.listMailbox('box')
  const [first] = listed()
  if (!first) throw new Error('A document was to be listed.')
  const say = (word: (typeof WORDS)[number], id = first.id) => test.outbox.applyMailboxStatus('box', id, word, null)
  return { test, listed, id: first.id, first, say }
}
