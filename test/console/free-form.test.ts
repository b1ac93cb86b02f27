import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAccessToken } from '../../src/access/access-token.ts'
import { readSession } from '../../src/access/session.ts'
import { chooseLanguage } from '../../src/console/frame/language.ts'
import { readFilter } from '../../src/console/orders/filter.ts'
import { returnPath } from '../../src/console/sign-in/return-path.ts'
import { LANGUAGES } from '../../src/model/language.ts'
import { changesBetween } from '../../src/model/order/line-changes.ts'
import type { Order } from '../../src/model/order/order.ts'
import { anyCharacter } from '../fakes/any-character.ts'

const anyText = fc.oneof(fc.string({ unit: anyCharacter }), fc.string({ unit: 'grapheme' }), fc.webUrl(), fc.webPath())
const nearPath = fc.tuple(fc.constantFrom('/console', '/console/', '/console?', '//', '/\\', 'https:'), anyText)

describe('whatever text a browser sends', () => {
  it('a sign-in leads to a page of the console', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          anyText,
          nearPath.map(([start, rest]) => start + rest),
        ),
        (asked) => {
          const { origin, pathname } = new URL(returnPath(asked), 'https://gateway.example')
          expect(origin).toBe('https://gateway.example')
          expect(pathname).toMatch(/^\/console(\/|$)/)
          expect(pathname).not.toMatch(/^\/console\/sign-/)
        },
      ),
    )
  })

  it('a filter of the list is one that the list has', () => {
    const names = ['q', 'state', 'supplier', 'from', 'to', 'cursor'] as const
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), anyText), (query) => {
        const filter = readFilter((name) => query[name], ['fresco'])
        expect([null, 'fresco']).toContain(filter.supplier)
        expect([null, 'refused', 'held', 'pending', 'settled', 'discarded']).toContain(filter.state)
        for (const day of [filter.from, filter.to]) expect(day ?? '2026-11-24').toMatch(/^\d{4}-\d{2}-\d{2}$/)
      }),
    )
  })

  it('a page has a language', () => {
    fc.assert(
      fc.property(anyText, anyText, (chosen, accepted) => {
        expect(LANGUAGES).toContain(chooseLanguage(chosen, accepted, 'nl'))
      }),
    )
  })

  it('is no session', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (cookie) => {
        expect(await readSession(cookie, () => 'a-token-of-sixteen-bytes', 0)).toBeNull()
      }),
    )
  })

  it('is no token of Cloudflare Access', async () => {
    const part = fc.oneof(
      anyText,
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 4 }), async (parts) => {
        const application = { accessTeam: 'fresco', audience: 'aud' }
        expect(await readAccessToken(parts.join('.'), application, async () => [], 0)).toBeNull()
      }),
    )
  })
})

describe('the changes between two versions', () => {
  const line = fc.record({ article: fc.constantFrom('A', 'B', 'C'), quantity: fc.integer({ min: 1, max: 3 }) })
  const order = fc.tuple(line, fc.array(line, { maxLength: 5 })).map(([first, others]): Pick<Order, 'lines'> => {
    const lineOf = ({ article, quantity }: { article: string; quantity: number }) => ({
      ...{ article, name: article, quantity: String(quantity), price: null, total: null },
    })
    return { lines: [lineOf(first), ...others.map(lineOf)] }
  })

  it('are none for the same lines, and name each article once', () => {
    fc.assert(
      fc.property(order, order, (before, after) => {
        expect(changesBetween(before, before)).toEqual([])
        const articles = changesBetween(before, after).map(({ article }) => article)
        expect(new Set(articles).size).toBe(articles.length)
      }),
    )
  })
})
