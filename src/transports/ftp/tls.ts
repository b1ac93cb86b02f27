import type { Client } from 'basic-ftp'
import type { Network, TcpConnection } from '../../ports.ts'

type Socket = Client['ftp']['socket']

/** Gives the client an open control connection. */
export function takeControl({ ftp }: Client, line: TcpConnection): void {
  // `Network` opens sockets of Node. Its type shows only what most callers need.
  ftp.socket = line as Socket
}

/**
 * Does the work of `Client.useTLS` inside the handler of the reply. workerd can secure a socket only while no code
 * reads from the socket. The client reads on as soon as the handler returns.
 */
export async function startTls(client: Client, wire: Network, host: string): Promise<void> {
  const { ftp } = client
  const secured = await ftp.handle('AUTH TLS', (answer, task) => {
    if (answer instanceof Error) return task.reject(answer)
    wire.secure(ftp.socket, host).then(
      (line) => task.resolve(line),
      (error) => task.reject(error),
    )
  })
  takeSecured(client, secured, host)
}

export function takeSecured(client: Client, line: TcpConnection, host: string): void {
  const { ftp } = client
  const { remoteAddress } = ftp.socket
  takeControl(client, line)
  // Data connections use the address of the control connection, and a secured socket of workerd has no address.
  if (ftp.socket.remoteAddress === undefined) {
    Object.defineProperty(ftp.socket, 'remoteAddress', { value: remoteAddress ?? host })
  }
  ftp.tlsOptions = { host }
}
