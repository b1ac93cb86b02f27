import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Alert } from '../../src/alerts/alert.ts'
import type { Dice } from '../../src/cli/fake-apicbase/dice.ts'
import { answerIn, MOODS, type Mood, readIn, SAID } from '../crash/moods.ts'
import { type MailServer, mailServer } from '../fakes/mail-server.ts'
import type { Arrival, Ledger, ToldAlert } from './ledger.ts'
import { partsOf } from './parts.ts'
import { FALLBACK } from './setting.ts'

/** The suppliers' systems that documents are sent to, under two addresses, and whoever is alerted. */
export interface Receivers {
  readonly url: string
  readonly otherUrl: string
  readonly mail: MailServer
  /** From now on every receiver takes everything. */
  recover(): void
  /** Called whenever a request comes in. */
  onRequest: () => void
  close(): void
}

const ALERT_MOODS: readonly [Mood, ...Mood[]] = ['takes', 'takes', 'takes', 'takes', '500', 'cut after reading']
/** Past the route's time-out in about one case of three. */
const SLOWEST_MS = 3_000
const MAIL_LOOK_MS = 50
/** For up to so long a route's system fails every request in one way, now and then. */
const OUTAGE_MS = 20_000
const OUTAGE = 0.02
/** Of the route with a fallback: long and often enough that the fallback is called. */
const SHOP_OUTAGE = 0.06
const OUTAGE_MOODS = ['503', '500', 'cut after reading', 'cut before reading'] as const
const SUPPLIER_OF: Readonly<Record<string, string>> = { erp: 'gust', x12: 'gust', shop: 'gust', csv: 'squall' }

export async function openReceivers(ledger: Ledger, dice: Dice): Promise<Receivers> {
  const seen = new Map<string, string>()
  const outages = new Map<string, { readonly mood: Mood; readonly until: number }>()
  let isWell = false
  /** Suppliers whose last alert failed. */
  const failedFor = new Set<string>()

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    receivers.onRequest()
    const route = (request.url ?? '').slice(1)
    if (route === 'alerts') return takeAlert(request, response)
    const mood = moodFor(route)
    const body = await readIn(mood, request)
    if (!body) return
    const isRepeat = request.headers['orderbridge-possible-repeat'] === 'true'
    const key = String(request.headers['idempotency-key'])
    const arrival = arrive(SUPPLIER_OF[route] ?? '', route, key, body, isRepeat)
    arrival.said = SAID[mood]
    // An ERP with idempotency keys acts on the first body of a key that it takes, and passes over what follows.
    arrival.processed = arrival.said !== 'not taken' && !seen.has(`${route} ${key}`)
    if (arrival.processed) seen.set(`${route} ${key}`, arrival.digest)
    await answerIn(mood, request, response, dice.below(SLOWEST_MS))
  }

  /** Never two failures running of one supplier: an alert that failed three times waits for minutes. */
  async function takeAlert(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readIn('takes', request)
    if (!body) return
    const alert = alertIn(body)
    const mood = isWell || failedFor.delete(alert.supplier) ? 'takes' : dice.pick(ALERT_MOODS)
    if (mood === 'takes') ledger.alerts.push(alert)
    else failedFor.add(alert.supplier)
    await answerIn(mood, request, response, 0)
  }

  function moodFor(route: string): Mood {
    if (isWell) return 'takes'
    const outage = outages.get(route)
    if (outage && outage.until > Date.now()) return outage.mood
    if (dice.chance(route === FALLBACK.of ? SHOP_OUTAGE : OUTAGE))
      outages.set(route, { mood: dice.pick(OUTAGE_MOODS), until: Date.now() + dice.below(OUTAGE_MS) })
    return dice.pick(MOODS)
  }

  function arrive(supplier: string, route: string, key: string, body: Buffer, isRepeat: boolean): Arrival {
    const arrival: Arrival = {
      ...{ supplier, route, at: Date.now(), key },
      digest: digestOf(body),
      parts: partsOf(body.toString('utf8'), isRepeat),
      said: 'nothing',
      processed: false,
    }
    ledger.arrivals.push(arrival)
    return arrival
  }

  const mail = await mailServer({})
  let read = 0
  const mailTimer = setInterval(() => {
    for (; read < mail.received.length; read++) {
      const text = mail.received[read]?.text ?? ''
      const key = /^Message-ID:\s*(\S+)/im.exec(text)?.[1] ?? ''
      const arrival = arrive('gust', 'mail', key, Buffer.from(text), false)
      arrival.said = mail.script.afterData === undefined ? 'taken' : 'nothing'
      arrival.processed = !seen.has(`mail ${key}`)
      seen.set(`mail ${key}`, arrival.digest)
    }
    if (isWell) mail.script = {}
    else if (dice.chance(0.02)) mail.script = dice.chance(0.3) ? { afterData: 'cut' } : {}
  }, MAIL_LOOK_MS)

  const [first, second] = [await listening(), await listening()]
  async function listening() {
    const server = createServer((request, response) => {
      // A kill cuts the line in the middle of a request: that is what this test is for.
      answer(request, response).catch(() => response.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return server
  }
  const urlOf = (server: typeof first): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const receivers: Receivers = {
    url: urlOf(first),
    otherUrl: urlOf(second),
    mail,
    recover: () => {
      isWell = true
    },
    onRequest: () => {},
    close: () => {
      clearInterval(mailTimer)
      for (const server of [first, second]) {
        server.close()
        server.closeAllConnections()
      }
      mail.close()
    },
  }
  return receivers
}

export const digestOf = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex')

function alertIn(body: Buffer): ToldAlert {
  const { kind, supplier, orderId, orders = [], route, cause, text }: Alert = JSON.parse(body.toString())
  return {
    ...{ at: Date.now(), kind, supplier, route: route ?? null, cause: cause ?? null, text },
    orderIds: [...(orderId === undefined ? [] : [orderId]), ...orders.map((one) => one.orderId)],
  }
}
