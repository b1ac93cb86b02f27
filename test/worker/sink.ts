import type { Alert } from '../../src/alerts/alert.ts'
import { cloudflareWire } from '../../src/platform/wire.ts'
import type { Network } from '../../src/ports.ts'
import { pause } from './door.ts'
import { SECRETS } from './secrets.ts'
import { textOf } from './text.ts'

/** A request that arrived at a supplier's system. */
export interface Arrived {
  readonly url: string
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly at: number
}

export type Answering = (arrived: Arrived, signal: AbortSignal) => Response | Promise<Response>

export interface Sink {
  /** Sets the behaviour of a supplier's system. `name` is the host before `.sink.example`. */
  answer(name: string, answering: Answering): void
  /** Sets whether a connection to the system opens. Cloudflare's own addresses accept a `fetch` but no socket. */
  door(name: string, state: 'open' | 'closed' | 'no-socket'): void
  arrived(name: string): readonly Arrived[]
  /** The requests that were answered with 2xx. */
  taken(name: string): readonly Arrived[]
  readonly alerts: readonly Alert[]
  /** The alerts about an order, without late alerts, which another test checks. */
  alertsOf(orderId: string): readonly Alert[]
  /** Sets the behaviour of the operator's alert address. */
  answerAlerts(answering: () => Response | Promise<Response>): void
  readonly probes: readonly string[]
}

/** Replaces every outside system. Answers 200 by default, and refuses unknown hosts. */
export function openSink(): Sink {
  const answers = new Map<string, Answering>()
  const doors = new Map<string, 'open' | 'closed' | 'no-socket'>()
  const received = new Map<string, Arrived[]>()
  const accepted = new Map<string, Arrived[]>()
  const alerts: Alert[] = []
  const probes: string[] = []
  let onAlert: () => Response | Promise<Response> = () => new Response()

  const take: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.url === SECRETS.OPS_URL) {
      const alert: Alert = await request.json()
      const response = await onAlert()
      if (response.ok) alerts.push(alert)
      return response
    }
    const name = nameOf(new URL(request.url).hostname)
    if (request.method === 'HEAD') {
      if (doors.get(name) === 'closed') throw new Error('Network connection lost.')
      return new Response()
    }
    const text = await textOf(request)
    const { url, method, headers } = request
    const arrived = { url, method, headers: Object.fromEntries(headers), text, at: Date.now() }
    received.set(name, [...(received.get(name) ?? []), arrived])
    const response = await (answers.get(name) ?? (() => new Response()))(arrived, request.signal)
    if (response.ok) accepted.set(name, [...(accepted.get(name) ?? []), arrived])
    return response
  }
  const probe: Network['probe'] = async (host) => {
    probes.push(nameOf(host))
    return (doors.get(nameOf(host)) ?? 'open') === 'open' ? 'open' : 'closed'
  }
  // Not spies: spies end with the test file, and an object that still retries would then contact real hosts.
  Object.assign(globalThis, { fetch: take })
  Object.assign(cloudflareWire, { probe, isUnknownName: async () => false })

  return {
    answer: (name, answering) => void answers.set(name, answering),
    door: (name, state) => void doors.set(name, state),
    arrived: (name) => received.get(name) ?? [],
    taken: (name) => accepted.get(name) ?? [],
    alerts,
    alertsOf: (id) => alerts.filter(({ kind, orderId }) => orderId === id && kind !== 'late'),
    answerAlerts: (answering) => {
      onAlert = answering
    },
    probes,
  }
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answering =>
  () =>
    new Response(null, { status: code, headers })

/** The connection breaks after the request began, with the error of `fetch`. */
export const cut: Answering = async () => {
  throw new Error('Network connection lost.')
}

/** Accepts the request and never answers. */
export const hang: Answering = (_, signal) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))

/** A receiver that keeps an attempt under way until `release`. Polls, because a promise must not cross requests. */
export function withheld(answering: Answering = status(200)): { answering: Answering; release: () => void } {
  let isReleased = false
  return {
    answering: async (arrived, signal) => {
      for (; !isReleased; await pause(20)) signal.throwIfAborted()
      return answering(arrived, signal)
    },
    release: () => {
      isReleased = true
    },
  }
}

function nameOf(host: string): string {
  const name = /^([a-z-]+)\.sink\.example$/.exec(host)?.[1]
  if (!name) throw new Error(`Nothing of this test reaches ${host}.`)
  return name
}
