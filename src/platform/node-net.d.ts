/**
 * The part of Node's sockets that the network needs. The full declarations of Node would contradict Cloudflare's
 * declarations.
 */
declare module 'node:net' {
  export interface Socket {
    once(event: 'connect', listener: () => void): this
    once(event: 'error', listener: (error: Error) => void): this
    removeListener(event: 'error', listener: (error: Error) => void): this
    pause(): this
    destroy(): void
  }
  export function connect(options: { readonly host: string; readonly port: number }): Socket
}
