import { describe, expect, it } from 'vitest'
import { DAY, HELD, numbersIn, opened } from './picked-orders.ts'

describe('the pick list in the Admin API', () => {
  it('has the same orders and totals as the page', async () => {
    const { accept, api, list } = await opened()
    accept('b', { lines: [['00123', 2]] })
    accept('a', { customer: 'C-88', lines: [['00123', 5]], starts: HELD })
    const { json } = await api(`day=${DAY}`)
    expect(numbersIn(await list())).toEqual(json.orders.map(({ orderNumber }: { orderNumber: string }) => orderNumber))
    expect(json.totals).toEqual([
      {
        ...{ article: '00123', name: 'Article 00123', unit: 'KGM' },
        ...{ quantity: '2', notReleased: '5', undecided: '0' },
      },
    ])
    expect(json).toMatchObject({ day: DAY, next: null, unread: [] })
  })

  it.each(['', 'day=26-11-2026', `day=${DAY}&before=x`])(
    'refuses a question that it cannot answer: %s',
    async (query) => {
      const { api } = await opened()
      expect((await api(query)).status).toBe(422)
    },
  )
})
