import { type Client, FTPError, type FTPResponse } from 'basic-ftp'
import { findingNote } from '../../model/finding.ts'
import { type FolderError, isFault, type RemoteFolder } from '../folder/remote-folder.ts'
import { fetchWhole, store } from './transfer.ts'

/** Reply codes that say more than success or failure (RFC 959 §4.2, RFC 4217). */
const KINDS: Readonly<Record<number, FolderError['kind']>> = {
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

const NO_REUSE = findingNote('ftp-tls-reuse')

const NO_DATA_LINE = findingNote('ftp-data-refused')

/** The folder that the client has entered. `tellsSizes`: the server is known to report sizes. */
export function ftpFolder(client: Client, name: string, signal: AbortSignal, tellsSizes = false): RemoteFolder {
  function faultOf(error: unknown): FolderError {
    if (error instanceof FTPError) {
      if (error.code === 522) return { kind: 'misconfigured', text: NO_REUSE }
      if (error.code === 425) return { kind: 'failed', text: NO_DATA_LINE }
      return { kind: KINDS[error.code] ?? 'failed', text: findingNote('it-answered', { code: String(error.code) }) }
    }
    if (client.closed) return { kind: 'cut', text: findingNote(signal.aborted ? 'time-up' : 'line-dropped') }
    return { kind: 'failed', text: findingNote('ftp-no-data-line') }
  }

  const done = (work: Promise<FTPResponse>, kind = 2): Promise<FolderError | null> =>
    work.then((answer) => (client.closed || !isOf(answer, kind) ? outOfStep() : null), faultOf)

  /** The server replied to another command, and the next reply would be wrong too. */
  function outOfStep(): FolderError {
    client.close()
    return { kind: 'cut', text: findingNote('ftp-out-of-step') }
  }

  const lengthOf = (file: string): Promise<number | FolderError> =>
    client.send(`SIZE ${file}`).then((answer) => {
      const bytes = Number.parseInt(answer.message.slice(4), 10)
      return Number.isNaN(bytes) || !isOf(answer, 2) ? outOfStep() : bytes
    }, faultOf)

  async function size(file: string): Promise<number | FolderError | null> {
    const length = await lengthOf(file)
    if (!isFault(length)) tellsSizes = true
    return isFault(length) && length.kind !== 'cut' ? null : length
  }

  /**
   * A server that reports no sizes gives the same reply as for a missing file. So ask for the size of a file that
   * exists.
   */
  async function tells(file: string): Promise<boolean> {
    const sample = `.${file}.look`
    if (!tellsSizes && !(await done(store(client, sample, new Uint8Array())))) await size(sample)
    await done(client.remove(sample))
    return tellsSizes
  }

  return {
    name,
    size,
    async find(file) {
      const length = await lengthOf(file)
      if (!isFault(length)) tellsSizes = true
      else if (length.kind === 'denied' && (await tells(file))) return { ...length, kind: 'missing' }
      return length
    },
    async read(file, length) {
      const bytes = await fetchWhole(client, file, length).catch(faultOf)
      // Servers may report success after an incomplete transfer.
      if (isFault(bytes) || bytes.byteLength === length) return bytes
      return {
        kind: 'failed',
        text: findingNote('bytes-gave', { size: String(bytes.byteLength), length: String(length) }),
      }
    },
    write: (file, bytes) => done(store(client, file, bytes)),
    async rename(from, to) {
      const unnamed = await done(client.send(`RNFR ${from}`), 3)
      if (unnamed?.kind === 'denied' && tellsSizes && (await size(from)) === null)
        return { ...unnamed, kind: 'missing' }
      return unnamed ?? done(client.send(`RNTO ${to}`))
    },
    remove: (file) => done(client.remove(file)),
  }
}

/** The first digit of a reply gives its kind (RFC 959 §4.2): 2 done, 3 continue. */
const isOf = ({ code }: FTPResponse, kind: number): boolean => Math.floor(code / 100) === kind
