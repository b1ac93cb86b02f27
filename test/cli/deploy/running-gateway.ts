import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { createDeploy } from '../../../src/cli/deploy.ts'

type Open = Readonly<Record<string, Readonly<Record<string, number>>>>

/** Open deliveries of the running gateway, by supplier and by route. */
const UNDER_WAY: Open = { fresco: { erp: 3, desk: 0 }, mare: { desk: 1 } }
/** A configuration that keeps every route with open deliveries. */
export const KEPT = { fresco: ['erp'], mare: ['desk'] }

type Respond = (pathname: string, response: ServerResponse) => void

/**
 * Starts a server that answers as a running gateway before each test of the calling file, for a command in a folder of its
 * own. `said` has the lines that the command prints, and `deployed` has what it gave to wrangler.
 */
export function runningGateway() {
  const said: string[] = []
  const deployed: unknown[] = []
  let [folder, url] = ['', '']
  let server: Server
  let answer = respondWith(UNDER_WAY)
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-deploy-'))
    said.length = 0
    deployed.length = 0
    for (const stream of ['log', 'error'] as const)
      vi.spyOn(console, stream).mockImplementation((line: unknown) => void said.push(String(line)))
    vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
    vi.stubEnv('WRANGLER_COMMAND', 'deploy')
    answer = respondWith(UNDER_WAY)
    server = createServer((request, response) => answer(request.url ?? '', response))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterEach(() => {
    server.close()
    rmSync(folder, { recursive: true, force: true })
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  return {
    said,
    deployed,
    deploy: createDeploy(async (words, env) => {
      deployed.push([words, env])
      return 0
    }),
    at: (name: string): string => path.join(folder, name),
    url: (): string => url,
    close: (): void => void server.close(),
    answers(respond: Respond): void {
      answer = respond
    },
    respond(status: number, body: string): void {
      answer = (_, response) => void response.writeHead(status).end(body)
    },
    respondByPath(bodyOf: (supplier: string | undefined) => object): void {
      answer = (pathname, response) => void response.writeHead(200).end(JSON.stringify(bodyOf(supplierIn(pathname))))
    },
    /** Has these open deliveries in place of those at the start. */
    hasOpen(open: Open): void {
      answer = respondWith(open)
    },
    /** Writes a configuration with these suppliers and routes. */
    configured(routes: Record<string, string[]>, publicUrl: string | undefined = url): string {
      const file = path.join(folder, 'gateway.json')
      const suppliers = Object.entries(routes).map(([name, names]) => [
        name,
        {
          ...{ name, timeZone: 'UTC', webhook: { secrets: ['S'] } },
          routes: names.map((route) => ({
            ...{ name: route, document: { format: 'json' }, transport: { kind: 'mailbox', token: 'T' } },
            ...(route === 'old' ? { when: { customers: [] } } : {}),
          })),
        },
      ])
      writeFileSync(
        file,
        JSON.stringify({ ...(publicUrl ? { publicUrl } : {}), suppliers: Object.fromEntries(suppliers) }),
      )
      return file
    },
  }
}

const supplierIn = (pathname: string): string | undefined => pathname.split('/')[3]

const respondWith =
  (open: Open): Respond =>
  (pathname, response) => {
    const supplier = supplierIn(pathname)
    const routes = Object.entries(open[supplier ?? ''] ?? {}).map(([route, unsettled]) => ({ route, unsettled }))
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(supplier === undefined ? { suppliers: Object.keys(open) } : { routes }))
  }
