/** As much of Node's sockets as the wire needs; all of Node's declarations would contradict Cloudflare's. */
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
