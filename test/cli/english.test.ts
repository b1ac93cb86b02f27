import { afterEach, expect, it, vi } from 'vitest'
import { orders } from '../../src/cli/orders.ts'
import { checkRoutes } from '../../src/steps/rehearse.ts'
import { submissionOf } from '../../src/steps/submission.ts'
import { validate } from '../../src/steps/validate.ts'
import { bodyOf, mailboxRoute, postedOrder, supplierWith } from '../fakes/orders.ts'
import { serveOutbox } from '../fakes/served-outbox.ts'

const IN_ENGLISH = 'Line 1 (00123): this article is not in your table.'

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

/** An outbox with an order that the gateway holds for an article, and its command line. */
async function held(language: string) {
  const printed: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: unknown) => void printed.push(String(line)))
  vi.spyOn(console, 'error').mockImplementation((line: unknown) => void printed.push(String(line)))
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  const supplier = supplierWith({ language, articles: [{ article: 'A-1' }], routes: [mailboxRoute('erp')] })
  const gateway = await serveOutbox({ supplier })
  const { box } = gateway
  const body = bodyOf(postedOrder())
  const judged = validate(body, supplier, box.clock.now())
  if (!judged.ok) throw new Error('The order is not valid.')
  const { order, remarks } = judged.value
  const arrived = { requestId: 'r', source: 'webhook', body, verified: null, withinMs: 1_000 } as const
  box.outbox.accept(await submissionOf(order, checkRoutes(order, supplier, box.clock.now()), remarks, arrived))
  await box.work()
  const run = async (...words: string[]): Promise<string> => {
    printed.length = 0
    await orders.run([...words, '--url', gateway.url])
    return printed.join('\n')
  }
  return { ...gateway, run }
}

it.each(['nl', 'fr', 'de', 'en'])(
  'the command line speaks English of an order for a supplier with %s',
  async (language) => {
    const { box, run, close } = await held(language)
    try {
      const note = String(box.outbox.view('order-1')?.deliveries[0]?.note)
      if (language !== 'en') expect(note).not.toContain(IN_ENGLISH)
      for (const words of [
        ['show', 'PO-1'],
        ['hold', 'PO-1', '--note', 'why'],
      ]) {
        const text = await run(...words)
        expect(text).toContain(IN_ENGLISH)
        if (language !== 'en') expect(text).not.toContain(note)
      }
    } finally {
      close()
    }
  },
)

it('the words of a person, or of an earlier gateway, are quoted', async () => {
  const { box, run, close } = await held('nl')
  try {
    box.sql.all(`UPDATE versions SET metadata = '{}'`)
    const text = await run('show', 'PO-1')
    expect(text).toContain('The note says: “Regel 1 (00123): dit artikel staat niet in uw tabel.” ')
  } finally {
    close()
  }
})
