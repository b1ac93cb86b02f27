import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { contrl, ordrsp, x12, x855 } from '../fakes/acknowledgements.ts'
import type { Arrival, Reply } from './ledger.ts'
import { type Busy, createBusy, type World } from './world.ts'

/** The receivers that reply to what they get: their translator at once, their order desk a while later. */
export interface Partner {
  readonly busy: Busy
  readonly done: Promise<void>
  /** Accepts everything that came by this route and holds one of these orders. */
  acceptAll(route: string, orderNumbers: ReadonlySet<string>): Promise<void>
}

const EVERY_MS = 300
const DELAY_MS = 6_000
const PATIENCE_MS = 5_000
const EDIFACT = { from: 'STORM:ZZZ', to: 'ORDERBRIDGE:ZZZ' }
const X12 = { from: 'STORM', to: 'ORDERBRIDGE' }

interface Due {
  readonly at: number
  readonly make: (own: number) => Omit<Reply, 'at' | 'answeredAt' | 'code' | 'rejected' | 'detail'> & { body: string }
}

export function openPartner(world: World): Partner {
  const { ledger } = world
  const dice = world.dice.fork()
  const busy = createBusy()
  const due: Due[] = []
  let read = 0
  let own = 100

  async function run(): Promise<void> {
    for (; !world.isOver; await sleep(EVERY_MS)) {
      for (; read < ledger.arrivals.length; read++) {
        const arrival = ledger.arrivals[read]
        if (arrival?.processed && (arrival.route === 'erp' || arrival.route === 'x12')) plan(arrival)
      }
      if (world.weather !== 'storm') continue
      const now = due.filter(({ at }) => at <= Date.now())
      for (const one of now) due.splice(due.indexOf(one), 1)
      for (const one of now) await busy.during(() => post(one.make(++own)))
    }
  }

  function plan(arrival: Arrival): void {
    const soon = (make: Due['make']): void => void due.push({ at: Date.now() + dice.below(DELAY_MS), make })
    // Nothing is said of some documents, so that they are told as unanswered.
    if (dice.chance(0.1)) return
    soon(() => technical(arrival, dice.chance(0.12)))
    for (const { orderNumber } of arrival.parts)
      if (dice.chance(0.3)) soon(() => business(arrival.route, orderNumber, dice))
  }

  async function post({ body, ...reply }: ReturnType<Due['make']>): Promise<void> {
    const entry: Reply = { ...reply, at: Date.now(), answeredAt: null, code: 0, rejected: [], detail: '' }
    ledger.replies.push(entry)
    try {
      const response = await fetch(`${world.gateway.url}/acknowledgements/${world.keys.gust}/${reply.route}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${world.setting.replyToken}` },
        body,
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      const answer = (await response.json()) as {
        acknowledgements?: { verdict: string; orderNumber: string; version: number; effect: string }[]
        detail?: string
      }
      const matched = answer.acknowledgements ?? []
      entry.answeredAt = Date.now()
      entry.code = response.status
      entry.rejected = matched.filter(({ verdict }) => verdict === 'rejected').map(({ orderNumber }) => orderNumber)
      entry.detail = matched.length > 0 ? JSON.stringify(matched).slice(0, 400) : (answer.detail ?? '')
    } catch {
      // The gateway is down. This receiver sends each reply once.
    }
  }

  return {
    busy,
    done: run(),
    async acceptAll(route, orderNumbers) {
      const meant = ledger.arrivals.filter(
        (one) => one.route === route && one.parts.some(({ orderNumber }) => orderNumbers.has(orderNumber)),
      )
      for (const arrival of new Map(meant.map((one) => [one.key, one])).values())
        await post({ ...technical(arrival, false) })
    },
  }

  function technical(arrival: Arrival, isRejection: boolean): ReturnType<Due['make']> {
    const number = arrival.parts[0]?.controlNumber ?? ''
    const orderNumbers = arrival.parts.map(({ orderNumber }) => orderNumber)
    const about = { supplier: 'gust', route: arrival.route, orderNumbers, isRejection }
    if (arrival.route === 'x12') {
      // Of the whole group, whichever orders are in it.
      const [sets, code] = [orderNumbers.length, isRejection ? 'R' : 'A']
      const segments = [`AK1*PO*${Number(number)}`, `AK9*${code}*${sets}*${sets}*${isRejection ? 0 : sets}`]
      const body = x12('997', segments, { ...X12, own: ++own })
      return { ...about, says: `997 ${isRejection ? 'R' : 'A'} of ${number}`, body }
    }
    const action = isRejection ? '4' : '7'
    const body = contrl(number, action, [], { ...EDIFACT, own: String(++own) })
    return { ...about, says: `CONTRL ${action} of ${number}`, body }
  }

  function business(route: string, orderNumber: string, luck: Dice): ReturnType<Due['make']> {
    const isRejection = luck.chance(0.25)
    const about = { supplier: 'gust', route, orderNumbers: [orderNumber], isRejection }
    if (route === 'x12') {
      const type = isRejection ? 'RD' : 'AD'
      const body = x855(orderNumber, type, [isRejection ? 'IR' : 'IA'], { ...X12, own: ++own })
      return { ...about, says: `855 ${type}`, body }
    }
    const code = isRejection ? '27' : '29'
    return { ...about, says: `ORDRSP ${code}`, body: ordrsp(orderNumber, code, [], { ...EDIFACT, own: String(++own) }) }
  }
}
