import type { Network } from '../../src/ports.ts'

/** A request as the receiver got the request. */
export interface WireCall {
  readonly url: string
  readonly key: string
  readonly body: string
  readonly headers: Headers
}

export type Answer = (call: WireCall) => Response | Promise<Response>

export interface ScriptedWire extends Network {
  readonly calls: readonly WireCall[]
  /** Requests to receivers without a script. */
  readonly unexpected: readonly string[]
  /** How a receiver answers from now on. */
  answers(url: string, answer: Answer): void
  /** How the port answers a probe; default: open. `no-name`: the host name does not exist. */
  door(url: string, state: 'open' | 'closed' | 'unsecured' | 'no-name'): void
}

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  () =>
    new Response(null, { status: code, headers })

export const cut: Answer = () => Promise.reject(new TypeError('Network connection lost.'))

/** A receiver that responds only on a call of the test. */
export function hanging(): { answer: Answer; waiting: number; end(response?: Response): void } {
  const open: { resolve: (response: Response) => void; reject: (error: Error) => void }[] = []
  return {
    answer: () => new Promise((resolve, reject) => open.push({ resolve, reject })),
    get waiting() {
      return open.length
    },
    end(response) {
      const first = open.shift()
      if (response) first?.resolve(response)
      else first?.reject(new TypeError('Network connection lost.'))
    },
  }
}

/** A network that reaches only scripted receivers. */
export function scriptedWire(): ScriptedWire {
  const scripts = new Map<string, Answer>()
  const doors = new Map<string, 'open' | 'closed' | 'unsecured' | 'no-name'>()
  const calls: WireCall[] = []
  const unexpected: string[] = []
  return {
    calls,
    unexpected,
    answers: (url, answer) => void scripts.set(url, answer),
    door: (url, state) => void doors.set(new URL(url).host, state),
    async fetch(request) {
      const { url, headers } = request
      const script = scripts.get(url)
      if (!script) {
        unexpected.push(url)
        throw new Error(`Unexpected request: ${url}`)
      }
      const call = { url, headers, key: headers.get('idempotency-key') ?? '', body: await request.text() }
      calls.push(call)
      return script(call)
    },
    openConnection: async (host, port) => {
      throw new Error(`Unexpected connection: ${host}:${port}`)
    },
    secure: async (_, host) => {
      throw new Error(`Unexpected TLS with ${host}`)
    },
    async probe(host, port) {
      const door = doors.get(host) ?? doors.get(`${host}:${port}`) ?? 'open'
      return door === 'no-name' ? 'closed' : door
    },
    isUnknownName: async (host) => doors.get(host) === 'no-name',
  }
}
