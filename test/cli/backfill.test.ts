import { describe, expect, it } from 'vitest'
import { Unable } from '../../src/cli/admin-client.ts'
import { NO_NOTES, type Notebook, type Notes, notesName } from '../../src/cli/backfill/notes.ts'
import { outcome, summary } from '../../src/cli/backfill/summary.ts'
import { walk } from '../../src/cli/backfill/walk.ts'
import { bar } from '../../src/cli/progress.ts'

const order = (id: string, state: string, delivered: string | null = null) => ({
  ...{ orderId: id, orderNumber: `PO-${id}`, customer: 'C-1', placedAt: '2026-11-10T08:00:00.000Z' },
  ...{ deliveryDate: '2026-11-12', holds: null, state, delivered },
})
const page = (orders: readonly object[], next: string | null, more: object = {}) => ({
  ...{ orders, next, total: 6, read: orders.length, failure: null },
  ...more,
})

/** A gateway that answers with these pages in turn. */
function steps(pages: readonly Record<string, unknown>[]) {
  const asked: Record<string, unknown>[] = []
  const kept: Notes[] = []
  const waited: number[] = []
  const notebook: Notebook = {
    read: () => kept.at(-1) ?? null,
    write: (notes) => void kept.push(notes),
    forget: () => {},
  }
  return {
    asked,
    kept,
    waited,
    given: {
      path: '/suppliers/fresco/backfill',
      range: { by: 'ann', from: '2026-11-01', to: '2026-11-10' },
      notebook,
      progress: { show: () => {}, end: () => {} },
      wait: async (milliseconds: number) => void waited.push(milliseconds),
      client: {
        async ask(_: string, init?: { readonly body?: object }) {
          const answer = pages[asked.push({ ...init?.body }) - 1]
          if (!answer) throw new Unable('Nothing answers.')
          return answer
        },
      },
    },
  }
}

describe('a backfill', () => {
  it('notes every page before it asks for the next, and goes on from there', async () => {
    const broken = steps([page([order('1', 'missing'), order('2', 'known')], 'p2')])
    await expect(walk(NO_NOTES, [], broken.given)).rejects.toThrow('Nothing answers.')
    const notes = broken.kept.at(-1) ?? NO_NOTES
    expect(notes).toMatchObject({ page: 'p2', pages: 1, known: 1 })
    const { asked, given } = steps([page([order('1', 'missing'), order('3', 'different'), { orderId: null }], null)])
    const whole = await walk(notes, [], given)
    expect(asked).toMatchObject([{ page: 'p2', deliver: [], count: 0, by: 'ann' }])
    // The list has shifted: the first order came twice, and counts once.
    expect(whole.missing.map(({ orderId }) => orderId)).toEqual(['1'])
    expect(whole).toMatchObject({ pages: 2, nameless: 1, page: null })
    expect(whole.different).toHaveLength(1)
  })

  it.each(['budget-used', 'spent'])(
    'waits for its turn (%s), passes over what can’t be read, and stops at what needs a person',
    async (turn) => {
      const failing = (kind: string, next: string | null) =>
        page([], next, { failure: { kind, reason: `It is ${kind}.` } })
      const { waited, given } = steps([failing(turn, null), failing('unreadable', 'p2'), page([], null)])
      expect((await walk(NO_NOTES, [], given)).unread).toEqual(['It is unreadable.'])
      expect(waited).toEqual([5_000])
      await expect(walk(NO_NOTES, [], steps([failing('token', null)]).given)).rejects.toThrow(
        'It is token. The same command goes on from here.',
      )
    },
  )

  it('hands over by name and number, and knows what was handed over before it was stopped', async () => {
    const listed: Notes = {
      ...NO_NOTES,
      phase: 'delivering',
      missing: ['1', '2', '3'].map((orderId) => ({ ...order(orderId, ''), orderId })),
    }
    const { asked, given } = steps([
      page([order('1', 'known'), order('2', 'missing', 'held'), order('9', 'missing')], null),
    ])
    const done = await walk(listed, ['1', '2', '3'], given)
    expect(asked[0]).toMatchObject({ deliver: ['1', '2', '3'], count: 3 })
    expect(done.delivered).toEqual({ 1: 'accepted', 2: 'held' })
    expect(outcome(done)).toBe('1 accepted, 1 held. Not delivered, because they are no longer listed: PO-3.')
  })

  it('ends where the list leads back to a page that was read', async () => {
    const round = steps([page([], 'p2'), page([], 'p3'), page([], 'p2'), page([], 'p3')])
    await expect(walk(NO_NOTES, [], round.given)).rejects.toThrow('leads back to a page that was read')
    expect(round.asked).toHaveLength(3)
  })

  it('keeps its notes for each gateway apart', () => {
    const of = { supplier: 'fresco', from: '2026-11-01', to: '2026-11-10' }
    const [local, deployed] = [undefined, 'https://orders.fresco.example'].map((url) => notesName({ ...of, url }))
    expect(local).toBe('backfill-fresco-2026-11-01-2026-11-10.json')
    expect(deployed).toBe('backfill-fresco-2026-11-01-2026-11-10-https___orders_fresco_example.json')
  })

  it('shows what is missing to whoever decides', () => {
    const missing = Array.from({ length: 22 }, (_, at) => ({
      ...order(String(at), ''),
      holds: at === 0 ? 'stale' : null,
    }))
    const text = summary({ ...NO_NOTES, missing, known: 3, listedAt: '2026-11-24T09:00:00.000Z' })
    expect(text).toContain('3 known, 22 missing, 0 with another content, 0 without an id.')
    expect(text).toContain('PO-0                C-1             placed 2026-11-10  for 2026-11-12  (stale)')
    expect(text).toContain('… and 2 more')
    expect(text).toContain('1 of the missing would be held for you')
  })

  it('draws how far it is', () => {
    expect(bar(15, 60)).toBe('[#######-----------------------]  25 %')
    expect(bar(70, 60)).toBe('[##############################] 100 %')
    expect(bar(5, null)).toBe('[------------------------------]')
  })
})
