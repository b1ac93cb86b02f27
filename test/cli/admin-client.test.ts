import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { adminClient, Unreached } from '../../src/cli/admin-client.ts'

let server: Server
let url = ''
let respond: RequestListener

beforeEach(async () => {
  vi.stubEnv('CONSOLE_TOKEN', 'a-console-token-of-this-test')
  server = createServer((request, response) => respond(request, response)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  server.closeAllConnections()
  server.close()
  vi.unstubAllEnvs()
})

const client = () => adminClient({ url, vars: undefined, limitMs: 200 })
const halfAnswer: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"orders":')
}

describe('the Admin API for a command', () => {
  it.each([
    ['sends nothing', () => {}],
    ['stops in the middle of its answer', halfAnswer],
  ])('says how long it waited for a gateway that %s', async (_, listener) => {
    respond = listener
    const sentence = `The gateway at ${url} did not answer within 0.2 seconds. Try again in a minute.`
    await expect(client().ask('/orders')).rejects.toEqual(new Unreached(sentence))
    await expect(client().fetch('/orders/a/b/export')).rejects.toEqual(new Unreached(sentence))
    await expect(client().ask('/orders', { method: 'POST' })).rejects.toThrow(
      `${sentence} Look first whether the gateway has acted.`,
    )
  })

  it('says which token it needs', async () => {
    respond = (_, response) => void response.writeHead(401).end('{}')
    await expect(client().ask('/orders')).rejects.toThrow(
      'The gateway refuses this CONSOLE_TOKEN (401). Give the token of this gateway with --vars FILE.',
    )
  })

  it('repeats the answer where the role of a right token is too low', async () => {
    const message = 'The role of this token does not include this action.'
    respond = (_, response) => void response.writeHead(403).end(JSON.stringify({ problems: [{ message }] }))
    await expect(client().ask('/orders')).rejects.toThrow(`The gateway answers 403: ${message}`)
  })

  it.each([
    [200, '<html>Hello</html>'],
    [200, '[]'],
    [302, ''],
  ])('says that another program answers there: %s %s', async (status, body) => {
    respond = (_, response) => void response.writeHead(status, { location: 'https://elsewhere.example/' }).end(body)
    await expect(client().ask('/orders')).rejects.toThrow(
      `What answers at ${url} is no gateway of Orderbridge. Give its address with --url.`,
    )
  })
})
