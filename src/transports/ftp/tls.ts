import type { Client } from 'basic-ftp'
import type { Network, TcpConnection } from '../../ports.ts'

type Socket = Client['ftp']['socket']

/** Gives the client a control connection that is open already. */
export function takeControl({ ftp }: Client, line: TcpConnection): void {
  // The wire's lines are Node's sockets; its port says only what most callers need.
  ftp.socket = line as Socket
}

/**
 * What `Client.useTLS` does, inside the handler of the answer: workerd can secure a socket only while nobody reads from
 * it, and the client reads on as soon as the handler has returned.
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
  // Data connections go where the control connection went, and a secured socket of workerd's doesn't say where that is.
  if (ftp.socket.remoteAddress === undefined) {
    Object.defineProperty(ftp.socket, 'remoteAddress', { value: remoteAddress ?? host })
  }
  ftp.tlsOptions = { host }
}
