/** The part of `node:tls` that the network needs: see node-net.d.ts. */
declare module 'node:tls' {
  import type { Socket } from 'node:net'

  export interface TLSSocket extends Socket {
    once(event: 'connect' | 'close', listener: () => void): this
    once(event: 'error', listener: (error: Error) => void): this
    setMaxListeners(most: number): this
  }
  export function connect(
    options: { readonly socket: { destroy(): void }; readonly host: string },
    secured: () => void,
  ): TLSSocket
}
