import { valueAt } from '../config/mistake.ts'
import { isGroup } from '../text/parsed-json.ts'
import { UsageError } from './command.ts'
import { CONSOLE_TOKEN } from './demo-secrets.ts'
import { fileOr } from './place.ts'
import { readVarsFile } from './vars-file.ts'

/** An error that ends the command, with a sentence for the operator. */
export class Unable extends Error {}

/** The gateway did not answer, or failed. A later request may succeed. */
export class Unreached extends Unable {}

/** The Admin API of a gateway. Throws `Unable` for every response other than a 2xx with JSON. */
export interface AdminClient {
  ask(path: string, init?: { readonly method: string; readonly body?: object }): Promise<Record<string, unknown>>
  /** Bytes and file name at an address; null without content. */
  fetch(path: string): Promise<{ readonly bytes: Uint8Array; readonly fileName: string | null } | null>
}

/** Options of every command that talks to a gateway. */
export const ADMIN_OPTIONS = { url: 'text', vars: 'text' } as const

export const ADMIN_HELP = `  --url URL          where the gateway is (default http://localhost:8787)
  --vars FILE        where CONSOLE_TOKEN stands (default .dev.vars of the project); the environment variable of
                     that name wins`

export function adminClient(options: {
  readonly url: string | undefined
  readonly vars: string | undefined
  /** Time limit of a response; default: no limit. */
  readonly limitMs?: number | null
  /** Advice for an unreachable gateway. */
  readonly unreachable?: string
}): AdminClient {
  const url = (options.url ?? 'http://localhost:8787').replace(/\/+$/, '')
  if (!URL.canParse(url))
    throw new UsageError(`--url must be a whole address, such as http://localhost:8787, not '${url}'.`)
  const token = process.env[CONSOLE_TOKEN] || readVarsFile(fileOr(options.vars, '.dev.vars')).get(CONSOLE_TOKEN)
  if (!token) throw new UsageError(`The vars file has no ${CONSOLE_TOKEN}, and the Admin API is closed without it.`)
  const advice = options.unreachable ?? ' Start the gateway first (npm start), or give --url.'
  const call = (path: string, method: string, body?: object): Promise<Response> =>
    fetch(`${url}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      redirect: 'manual',
      ...(options.limitMs ? { signal: AbortSignal.timeout(options.limitMs) } : {}),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error: unknown) => {
      // `fetch` hides the reason in `cause`.
      const isUnreached = error instanceof TypeError && error.cause !== undefined
      if (isUnreached) throw new Unreached(`Nothing answers at ${url}.${advice}`)
      throw slowness(error, method)
    })
  const slowness = (error: unknown, method: string): unknown =>
    isTimeout(error) ? new Unreached(tooSlow(method)) : error
  const tooSlow = (method: string): string => {
    const next = method === 'GET' ? '' : ' Look first whether the gateway has acted.'
    return `The gateway at ${url} did not answer within ${(options.limitMs ?? 0) / 1000} seconds. Try again in a minute.${next}`
  }
  const readJson = (response: Response, method: string): Promise<unknown> =>
    response.json().catch((error: unknown) => {
      if (error instanceof SyntaxError) return null
      throw slowness(error, method)
    })
  return {
    async fetch(path) {
      const response = await call(path, 'GET')
      if (response.status === 404) return null
      if (!response.ok) throw new Unable(refusal(response.status, await readJson(response, 'GET')))
      const fileName = /filename="([^"]*)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? null
      const bytes = await response.arrayBuffer().catch((error: unknown) => {
        throw slowness(error, 'GET')
      })
      return { bytes: new Uint8Array(bytes), fileName }
    },
    async ask(path, { method, body } = { method: 'GET' }) {
      const response = await call(path, method, body)
      const json = await readJson(response, method)
      if (response.ok && isGroup(json)) return json
      if (response.ok || response.status < 400)
        throw new Unable(`What answers at ${url} is no gateway of Orderbridge. Give its address with --url.`)
      throw new (response.status >= 500 ? Unreached : Unable)(refusal(response.status, json))
    },
  }
}

const isTimeout = (error: unknown): boolean => error instanceof DOMException && error.name === 'TimeoutError'

function refusal(status: number, json: unknown): string {
  if (status === 401)
    return `The gateway refuses this ${CONSOLE_TOKEN} (${status}). Give the token of this gateway with --vars FILE.`
  return `The gateway answers ${status}${refusalEnd(json)}`
}

/** The end of a sentence about a refusal: the first problem, if the gateway names a problem. */
export function refusalEnd(json: unknown): string {
  const message = valueAt(json, ['problems', 0, 'message'])
  return typeof message === 'string' ? `: ${message}` : '.'
}
