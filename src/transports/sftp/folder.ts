import type { Done, Handle, Sftp, Ssh2Error } from '#ssh2'
import { findingNote } from '../../model/finding.ts'
import { type FolderError, isFault, type RemoteFolder } from '../folder/remote-folder.ts'
import { TIMED_OUT } from './refusal.ts'
import type { SftpSession } from './session.ts'

/** Status codes of SFTP version 3, §7. */
const STATUS: Readonly<Record<number, FolderError>> = {
  2: { kind: 'missing', text: findingNote('it-answered-missing') },
  3: { kind: 'denied', text: findingNote('it-answered-denied') },
  4: { kind: 'failed', text: findingNote('it-answered-failure') },
  8: { kind: 'unsupported', text: findingNote('it-answered-unsupported') },
}

export function sftpFolder(session: SftpSession, name: string): RemoteFolder {
  const at = (file: string): string => (name === '.' ? file : `${name.replace(/\/+$/, '')}/${file}`)
  const done = (question: (sftp: Sftp, done: Done) => void): Promise<FolderError | null> =>
    session.ask(question).then(() => null, faultOf)

  async function open(file: string): Promise<Handle | FolderError> {
    const opened = await session.ask<Handle>((sftp, done) => sftp.open(at(file), 'w', done)).catch(faultOf)
    if (!isFault(opened) || opened.kind !== 'failed') return opened
    // Servers may reply with the same status to every error: check the folder separately.
    const folder = await session.ask<object>((sftp, done) => sftp.stat(name, done)).catch(faultOf)
    return isFault(folder) && folder.kind === 'missing' ? folder : opened
  }

  const lengthOf = (file: string): Promise<number | FolderError | null> =>
    session
      .ask<{ readonly size: number }>((sftp, done) => sftp.stat(at(file), done))
      .then(({ size }) => size ?? null, faultOf)

  return {
    name,
    async write(file, bytes) {
      const handle = await open(file)
      if (isFault(handle)) return handle
      const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const fault = await done((sftp, done) => sftp.write(handle, data, 0, data.byteLength, 0, done))
      const unclosed = fault?.kind === 'cut' ? null : await done((sftp, done) => sftp.close(handle, done))
      // A status `missing` or `denied` for an open file is not about the folder: here the status means an incomplete
      // file.
      return whileWriting(fault ?? unclosed)
    },
    async size(file) {
      const size = await lengthOf(file)
      return isFault(size) && size.kind !== 'cut' ? null : size
    },
    async find(file) {
      const size = await lengthOf(file)
      if (size === null) return { kind: 'unsupported', text: findingNote('sizes-unknown') }
      if (!isFault(size) || size.kind !== 'missing') return size
      // If the folder is missing, the file may be anywhere.
      const folder = await session.ask<object>((sftp, done) => sftp.stat(name, done)).catch(faultOf)
      return isFault(folder) ? { ...folder, kind: folder.kind === 'cut' ? 'cut' : 'misconfigured' } : size
    },
    async read(file, length) {
      const handle = await session.ask<Handle>((sftp, done) => sftp.open(at(file), 'r', done)).catch(faultOf)
      if (isFault(handle)) return handle
      const bytes = Buffer.alloc(length)
      for (let read = 0; read < length; ) {
        const position = read
        const more = await session
          .ask<number>((sftp, done) => sftp.read(handle, bytes, position, length - position, position, done))
          .catch(faultOf)
        if (isFault(more)) return more
        if (more === 0)
          return { kind: 'failed', text: findingNote('bytes-gave', { size: String(read), length: String(length) }) }
        read += more
      }
      const unclosed = await done((sftp, done) => sftp.close(handle, done))
      return unclosed?.kind === 'cut' ? unclosed : bytes
    },
    async rename(from, to) {
      // Replaces an existing file in one step. Many servers know this extension of OpenSSH.
      const replaced = await done((sftp, done) => ext(sftp, at(from), at(to), done))
      return replaced?.kind === 'unsupported' ? done((sftp, done) => sftp.rename(at(from), at(to), done)) : replaced
    },
    remove: (file) => done((sftp, done) => sftp.unlink(at(file), done)),
  }
}

function ext(sftp: Sftp, from: string, to: string, done: Done): void {
  try {
    sftp.ext_openssh_rename(from, to, done)
  } catch {
    done(Object.assign(new Error('The server does not know posix-rename'), { code: 8 }), undefined)
  }
}

const whileWriting = (fault: FolderError | null): FolderError | null =>
  fault === null || fault.kind === 'cut' ? fault : { kind: 'failed', text: fault.text }

/** Without a status the server sent no reply. */
function faultOf(error: Ssh2Error): FolderError {
  const status = typeof error.code === 'number' ? error.code : null
  if (status === null || error.level !== undefined) return { kind: 'cut', text: cutText(error) }
  return STATUS[status] ?? { kind: 'failed', text: findingNote('it-answered-status', { code: String(status) }) }
}

const cutText = ({ message }: Ssh2Error): string => (message === TIMED_OUT ? TIMED_OUT : findingNote('line-dropped'))
