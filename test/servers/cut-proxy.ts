import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A proxy between the gateway and a server that simulates network faults. */
export interface CutProxy {
  readonly port: number
  /** How many connections came since the last `be`. */
  readonly connections: number
  /** Bytes sent to the server since the last byte from the server. */
  readonly unanswered: number
  /**
   * Changes the state from now on. Cuts open connections, except for the state `open`: a client may reuse a connection
   * later.
   */
  be(state: LineState): Promise<void>
  /** Leads to another server from now on. */
  leadTo(port: number): void
  /** Cuts every connection there is. */
  cut(): void
  close(): Promise<void>
}

/**
 * `open`; `refused`: no server listens; `silent`: accepts connections and sends no byte; `cut`: closes at once; `slow`:
 * responses arrive late enough to be cut; `trickling`: responses arrive one letter at a time.
 */
export type LineState = 'open' | 'refused' | 'silent' | 'cut' | 'slow' | 'trickling'

const SLOW_MS = 60
const PIECE_BYTES = 8_192
const PIECE_MS = 5
const TRICKLE_MS = 650

/** A thin line sends the gateway's bytes so slowly that a test can cut the line within a document. */
export async function openCutProxy(target: number, line: 'wide' | 'thin' = 'wide'): Promise<CutProxy> {
  const sockets = new Set<Socket>()
  let state: LineState = 'open'
  let leads = target
  let connections = 0
  let unanswered = 0
  let server = await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0

  function meet(client: Socket): void {
    connections++
    keep(client)
    if (state === 'cut') return void client.destroy()
    if (state === 'silent') return void client.resume()
    const upstream = connect({ port: leads, host: '127.0.0.1', noDelay: true })
    keep(upstream)
    let sent = Promise.resolve()
    const send = async (bytes: Buffer): Promise<void> => {
      for (let at = 0; at < bytes.length && !upstream.destroyed; at += PIECE_BYTES) {
        const piece = bytes.subarray(at, at + PIECE_BYTES)
        upstream.write(piece)
        unanswered += piece.length
        await sleep(PIECE_MS)
      }
    }
    client.on('data', (bytes) => {
      if (line === 'wide') upstream.write(bytes)
      else sent = sent.then(() => send(bytes))
    })
    client.on('end', () => void sent.then(() => upstream.end()))
    const delay = state === 'slow' ? SLOW_MS : 0
    let turn = Promise.resolve()
    const trickle = async (bytes: Buffer): Promise<void> => {
      for (const byte of bytes) {
        if (client.destroyed) return
        client.write(Buffer.of(byte))
        await sleep(TRICKLE_MS)
      }
    }
    const isTrickling = state === 'trickling'
    upstream.on('data', (bytes) => {
      unanswered = 0
      if (isTrickling) turn = turn.then(() => trickle(bytes))
      else void later(delay, () => client.write(bytes))
    })
    upstream.on('end', () => void later(delay, () => client.end()))
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => {
      unanswered = 0
    })
    upstream.on('close', () => void later(delay, () => client.destroy()))
  }

  function keep(socket: Socket): void {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  }

  function listen(at: number): Promise<Server> {
    return new Promise((resolve, reject) => {
      const opened = createServer(meet)
      opened.once('error', reject)
      opened.listen(at, '127.0.0.1', () => resolve(opened))
    })
  }

  const proxy: CutProxy = {
    port,
    get connections() {
      return connections
    },
    get unanswered() {
      return unanswered
    },
    async be(next) {
      connections = 0
      // A server closes only after its connections.
      const closed = next === 'refused' && state !== 'refused' && new Promise((resolve) => server.close(resolve))
      if (next !== 'open') proxy.cut()
      await closed
      if (next !== 'refused' && state === 'refused') server = await listen(port)
      state = next
    },
    leadTo: (next) => {
      leads = next
    },
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    async close() {
      proxy.cut()
      server.close()
    },
  }
  return proxy
}

async function later(milliseconds: number, work: () => void): Promise<void> {
  if (milliseconds > 0) await sleep(milliseconds)
  work()
}
