import { type Client, FTPError, type FTPResponse } from 'basic-ftp'
import type { Fault, RemoteFolder } from './remote-folder.ts'

/** What the refusals mean that say more than yes or no (RFC 959 §4.2, RFC 4217). */
const KINDS: Readonly<Record<number, Fault['kind']>> = {
  452: 'full',
  500: 'unsupported',
  502: 'unsupported',
  504: 'unsupported',
  530: 'denied',
  532: 'denied',
  550: 'denied',
  552: 'full',
  553: 'denied',
}

const NO_REUSE =
  "it answered 522: it wants data connections to resume the control connection's TLS session, and this one did not. Ask the supplier to turn that demand off (vsftpd: require_ssl_reuse=NO), or to offer SFTP"

const NO_DATA_LINE =
  'it answered 425: its passive ports may be closed to us, or over TLS it wants data connections to resume a session (ProFTPD: TLSOptions NoSessionReuseRequired)'

/** How long a server has, after a data connection broke, to say why. */
const REASON_MS = 2_000

/** The folder that the client has entered. */
export function ftpFolder(client: Client, name: string, signal: AbortSignal): RemoteFolder {
  let tellsSizes = false

  function faultOf(error: unknown): Fault {
    if (error instanceof FTPError) {
      if (error.code === 522) return { kind: 'misconfigured', said: NO_REUSE }
      if (error.code === 425) return { kind: 'failed', said: NO_DATA_LINE }
      return { kind: KINDS[error.code] ?? 'failed', said: `it answered ${error.code}` }
    }
    if (client.closed) return { kind: 'cut', said: signal.aborted ? 'the time was up' : 'the line dropped' }
    return { kind: 'failed', said: 'no data connection came about; its passive ports may be closed to us' }
  }

  const done = (work: Promise<unknown>): Promise<Fault | null> => work.then(() => null, faultOf)

  async function size(file: string): Promise<number | Fault | null> {
    try {
      const bytes = await client.size(file)
      tellsSizes = true
      return bytes
    } catch (error) {
      const fault = faultOf(error)
      return fault.kind === 'cut' ? fault : null
    }
  }

  return {
    name,
    size,
    write: (file, bytes) => done(store(client, file, bytes)),
    async rename(from, to) {
      const unnamed = await done(client.send(`RNFR ${from}`))
      if (unnamed?.kind === 'denied' && tellsSizes && (await size(from)) === null)
        return { ...unnamed, kind: 'missing' }
      return unnamed ?? done(client.send(`RNTO ${to}`))
    },
    remove: (file) => done(client.remove(file)),
  }
}

/** As `Client.uploadFrom`, which wants a stream of Node's where we have bytes, and hangs up before a server can say why. */
async function store(client: Client, file: string, bytes: Uint8Array): Promise<FTPResponse> {
  const { ftp } = client
  await client.prepareTransfer(ftp)
  const { dataSocket } = ftp
  let patience: ReturnType<typeof setTimeout> | null = null
  // The library would close the control connection too, on which the reason is still to come.
  for (const event of ['error', 'close']) dataSocket?.removeAllListeners(event)
  dataSocket?.on('error', () => {
    patience ??= setTimeout(() => client.close(), REASON_MS)
  })
  try {
    return await ftp.handle(`STOR ${file}`, (answer, task) => {
      if (answer instanceof Error) task.reject(answer)
      else if (answer.code === 125 || answer.code === 150) send()
      else if (answer.code >= 200) task.resolve(answer)
    })
  } finally {
    if (patience) clearTimeout(patience)
    ftp.dataSocket = undefined
  }

  function send(): void {
    const isReady = !dataSocket || !('getCipher' in dataSocket) || dataSocket.getCipher() !== undefined
    if (isReady) dataSocket?.end(bytes)
    else dataSocket.once('secureConnect', () => dataSocket.end(bytes))
  }
}
