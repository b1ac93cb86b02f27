import { createHash } from 'node:crypto'
import type { Socket } from 'node:net'
import ssh2, { type SftpServer as Served } from 'ssh2'
import { type FileMemory, fileMemory } from './file-memory.ts'

/** Script of a test server; without a script the server works correctly. */
export interface SftpManners {
  readonly password?: string
  /** Requests the password by prompts, like servers with PAM. */
  readonly prompts?: boolean
  readonly noSftp?: boolean
  /** Refuses to read stored files, like a drop box. */
  readonly unreadable?: boolean
  /** Status codes for these requests, instead of the action. */
  readonly answers?: Readonly<Partial<Record<Request, number>>>
  /** Cuts the connection at this request, before or after the action. */
  readonly cut?: { readonly at: Request; readonly after: boolean }
  /** Folders that are there. */
  readonly folders?: readonly string[]
}

type Request = 'OPEN' | 'READ' | 'WRITE' | 'CLOSE' | 'STAT' | 'RENAME' | 'REMOVE'

export interface SftpServer extends FileMemory<SftpManners, Buffer> {
  readonly port: number
  readonly hostKey: string
  close(): void
}

const OK = 0
const END = 1
const TO_READ = 1
export const MISSING = 2
export const DENIED = 3
export const FAILURE = 4

/** ssh2 now and then makes a pair of keys that it cannot read. */
function newKey(): { readonly key: { readonly private: string }; readonly publicKey: Buffer } {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519')
    const parsed = [key.public, key.private].map((text) => ssh2.utils.parseKey(text))
    const [first] = parsed
    if (first && !parsed.some((one) => one instanceof Error)) return { key, publicKey: first.getPublicSSH() }
  }
}

/** A server with SFTP version 3 and without extensions of OpenSSH: a rename never replaces a file. */
export async function openSftpServer(): Promise<SftpServer> {
  const { key, publicKey } = newKey()
  const digest = createHash('sha256').update(publicKey).digest('base64')
  const memory = fileMemory<SftpManners, Buffer>({})
  const { files, log } = memory

  const server = new ssh2.Server({ hostKeys: [key.private] }, (peer) => {
    memory.connections++
    const socket: Socket = Reflect.get(peer, '_sock')
    const cut = (): void => void socket.destroy()
    socket.setNoDelay(true)
    peer.on('error', () => {})
    peer.on('authentication', (offer) => {
      const password = memory.manners.password ?? 'pass-31f0aa58'
      log.push(`auth ${offer.method}`)
      if (offer.method === 'password' && !memory.manners.prompts && offer.password === password) return offer.accept()
      if (offer.method === 'keyboard-interactive' && memory.manners.prompts) {
        return offer.prompt([{ prompt: 'Password: ', echo: false }], ([answer]) =>
          answer === password ? offer.accept() : offer.reject(),
        )
      }
      return offer.reject(memory.manners.prompts ? ['keyboard-interactive'] : ['password'])
    })
    peer.on('session', (accept) =>
      accept().on('sftp', (open, reject) => (memory.manners.noSftp ? reject() : serve(open(), cut))),
    )
  })

  function serve(sftp: Served, cut: () => void): void {
    const handles = new Map<string, string>()
    let opened = 0
    const on = (request: Request, work: (id: number, ...words: never[]) => number | undefined): void => {
      sftp.on(request, (id, ...words) => {
        log.push(`${request} ${words.filter((word) => typeof word === 'string').join(' ')}`.trim())
        if (memory.manners.cut?.at === request && !memory.manners.cut.after) return cut()
        const status = memory.manners.answers?.[request] ?? work(id, ...words)
        if (memory.manners.cut?.at === request) return cut()
        if (status !== undefined) sftp.status(id, status)
      })
    }
    on('OPEN', (id, name: string, flags: number) => {
      const folder = name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '.'
      if (!(memory.manners.folders ?? ['.', '/in']).includes(folder)) return MISSING
      if (flags === TO_READ && memory.manners.unreadable) return DENIED
      const handle = String(++opened)
      handles.set(handle, name)
      if (flags !== TO_READ) files.set(name, Buffer.alloc(0))
      sftp.handle(id, Buffer.from(handle))
      return undefined
    })
    on('READ', (id, handle: Buffer, offset: number, length: number) => {
      // Little by little, as a server may.
      const file = files.get(handles.get(handle.toString()) ?? '')?.subarray(offset, offset + Math.min(length, 5))
      if (!file?.byteLength) return END
      sftp.data(id, file)
      return undefined
    })
    on('WRITE', (_, handle: Buffer, offset: number, data: Buffer) => {
      const name = handles.get(handle.toString()) ?? ''
      files.set(name, Buffer.concat([(files.get(name) ?? Buffer.alloc(0)).subarray(0, offset), data]))
      return OK
    })
    on('CLOSE', () => OK)
    on('STAT', (id, name: string) => {
      const file = files.get(name)
      const isFolder = (memory.manners.folders ?? ['.', '/in']).includes(name)
      if (!file && !isFolder) return MISSING
      sftp.attrs(id, { mode: 0o100644, uid: 0, gid: 0, size: file?.byteLength ?? 0, atime: 0, mtime: 0 })
      return undefined
    })
    on('RENAME', (_, from: string, to: string) => {
      const file = files.get(from)
      if (!file) return MISSING
      if (files.has(to)) return FAILURE
      files.delete(from)
      files.set(to, file)
      return OK
    })
    on('REMOVE', (_, name: string) => (files.delete(name) ? OK : MISSING))
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return Object.assign(memory, {
    port: server.address().port,
    hostKey: `SHA256:${digest.replace(/=+$/, '')}`,
    close: () => server.close(),
  })
}
