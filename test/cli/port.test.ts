import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { portIsFree } from '../../src/cli/port.ts'

/** A server on a port of the system's choice. */
const listen = (host: string): Promise<{ port: number; close(): void }> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({ port, close: () => server.close() })
    })
  })

describe('a port', () => {
  it.each(['127.0.0.1', '0.0.0.0', '::'])('is taken when somebody listens on %s', async (host) => {
    const server = await listen(host)
    try {
      expect(await portIsFree(server.port, 0)).toBe(false)
    } finally {
      server.close()
    }
  })

  it('is free again afterwards, and a server that is just ending is waited for', async () => {
    const server = await listen('127.0.0.1')
    setTimeout(server.close, 300)
    expect(await portIsFree(server.port, 3000)).toBe(true)
  })
})
