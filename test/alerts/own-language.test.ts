import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'
import { englishIn } from './english.ts'

const LANGUAGES = ['nl', 'fr', 'de'] as const
const ERP = 'https://erp.example/orders'

/** What the receiver or the network does, and what the desk must read of it in each language. */
const CAUSES: readonly [
  string,
  () => Response | Promise<Response>,
  Readonly<Record<(typeof LANGUAGES)[number], string>>,
][] = [
  [
    'wrong credentials',
    () => new Response('', { status: 401 }),
    {
      nl: 'De ontvanger antwoordde 401: onze toegangsgegevens worden niet aanvaard.',
      fr: 'Le destinataire a répondu 401\u00a0: nos identifiants ne sont pas acceptés.',
      de: 'Der Empfänger antwortete mit 401: Unsere Zugangsdaten werden nicht angenommen.',
    },
  ],
  [
    'a document that is not taken',
    () => new Response('', { status: 422 }),
    {
      nl: 'De ontvanger antwoordde 422: het document wordt niet aangenomen.',
      fr: 'Le destinataire a répondu 422\u00a0: le document n’est pas accepté.',
      de: 'Der Empfänger antwortete mit 422: Das Dokument wird nicht angenommen.',
    },
  ],
  [
    'another address',
    () => new Response('', { status: 301 }),
    {
      nl: 'De ontvanger antwoordde 301: de ontvanger verwijst naar een ander adres',
      fr: 'Le destinataire a répondu 301\u00a0: il renvoie à une autre adresse',
      de: 'Der Empfänger antwortete mit 301: Er verweist auf eine andere Adresse',
    },
  ],
  [
    'a system that fails',
    () => new Response('', { status: 503 }),
    {
      nl: 'De ontvanger antwoordde 503: op dit moment niet.',
      fr: 'Le destinataire a répondu 503\u00a0: pas pour le moment.',
      de: 'Der Empfänger antwortete mit 503: im Moment nicht.',
    },
  ],
  [
    'a line that drops',
    () => Promise.reject(new Error('ECONNRESET')),
    {
      nl: 'De verbinding viel weg tijdens het versturen. Het document is misschien aangekomen.',
      fr: 'La connexion a été coupée pendant l’envoi. Le document est peut-être arrivé.',
      de: 'Die Verbindung brach während des Sendens ab. Das Dokument ist vielleicht angekommen.',
    },
  ],
]

describe('an alert about a delivery', () => {
  it.each(
    CAUSES.flatMap(([name, answer, words]) => LANGUAGES.map((language) => [name, language, answer, words] as const)),
  )('says in the reader’s language what a transport found: %s, %s', async (_, language, answer, words) => {
    const test = testOutbox({ supplier: supplierWith({ language }) })
    test.wire.answers(ERP, answer)
    test.accept()
    await test.pass(60 * 60_000)
    const texts = test.alerts.map(({ text }) => text)
    expect(texts.join('\n')).toContain(words[language])
    expect(texts.flatMap(englishIn)).toEqual([])
    expect(JSON.stringify(test.outbox.view('order-1'))).not.toContain(words[language])
  })
})

describe('every alert that can be told', () => {
  const folder = new URL('../golden/alerts/', import.meta.url)
  it.each(readdirSync(folder))('holds no English of the gateway in nl, fr and de: %s', (file) => {
    const pages = readFileSync(new URL(file, folder), 'utf8').split(/^\[(nl|fr|de|en)\]$/m)
    for (const language of LANGUAGES) {
      const page = pages[pages.indexOf(language) + 1] ?? ''
      expect([language, page.trim() !== '', englishIn(page)]).toEqual([language, true, []])
    }
  })
})
