import fs from 'node:fs'
import path from 'node:path'

/** What a folder is, whatever it is called: another one in its place has another. */
export interface Identity {
  readonly device: bigint
  readonly inode: bigint
}

export interface Found {
  readonly isFile: boolean
  readonly size: number
  readonly changedAt: bigint
}

/**
 * One folder, held open: what lies in it is reached through it and not by its path, so that nobody can put another folder, or a
 * link to one, in its place meanwhile (on Linux; elsewhere only as it is opened). No name is ever followed as a link.
 */
export interface Folder extends Identity {
  readonly path: string
  list(): string[]
  /** Null when nothing has that name. */
  look(name: string): Found | null
  /** Throws when it is no file, or longer than `most` bytes. */
  read(name: string, most: number): Buffer
  /** Its first so many bytes, or all of it. Throws when it is no file. */
  begin(name: string, most: number): Buffer
  /** A new file, whole and on the disk when this returns; none when it throws. EEXIST when something has that name. */
  write(name: string, bytes: Uint8Array): void
  /** Renames a file of another folder into this one, or of this one. What has that name is replaced: look before. */
  take(from: Folder, fromName: string, name: string): void
  /** A second name for a file in it. Throws EEXIST when something has that name. */
  link(name: string, second: string): void
  remove(name: string): void
  /** A folder in it, unless there is one. */
  makeFolder(name: string): void
  /** What was written, renamed and removed here is on the disk when this returns, where the file system can be asked for that. */
  sync(): void
  /** Whether its path still leads to it. */
  isStillThere(): boolean
  /** Where `name` is, for the calls above. */
  at(name: string): string
  close(): void
}

/** The folder at that path is another one than it was, or a link. */
export class FolderChanged extends Error {}

/** Orders are nobody else's business; who may read them in the ERP's folder is for the umask and the group to say. */
const FILE_MODE = 0o666
const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = fs.constants
const O_NOFOLLOW = fs.constants.O_NOFOLLOW ?? 0
const O_DIRECTORY = fs.constants.O_DIRECTORY ?? 0
const isWindows = process.platform === 'win32'

export type OpenFolder = (path: string, expected?: Identity) => Folder

export const openFolder: OpenFolder = (folder, expected) => {
  const there = fs.lstatSync(folder, { bigint: true })
  if (!there.isDirectory()) throw new FolderChanged(`${folder} is not a folder itself, but a link or a file.`)
  // Windows syncs its folders itself, and gives no handle for it.
  const handle = isWindows ? null : fs.openSync(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  const opened = handle === null ? there : fs.fstatSync(handle, { bigint: true })
  const identity = { device: opened.dev, inode: opened.ino }
  const root = handle !== null && fs.existsSync(`/proc/self/fd/${handle}`) ? `/proc/self/fd/${handle}` : folder
  const close = (): void => {
    if (handle !== null) fs.closeSync(handle)
  }
  if (expected && !isSame(identity, expected)) {
    close()
    throw new FolderChanged(`${folder} is another folder than when this courier started.`)
  }
  const at = (name: string): string => `${root}/${plain(name)}`

  function reading(name: string, read: (file: number, size: number) => Buffer): Buffer {
    const file = fs.openSync(at(name), O_RDONLY | O_NOFOLLOW | (fs.constants.O_NONBLOCK ?? 0))
    try {
      const found = fs.fstatSync(file)
      if (!found.isFile()) throw new Error(`${path.join(folder, name)} is not a file.`)
      return read(file, found.size)
    } finally {
      fs.closeSync(file)
    }
  }

  return {
    ...identity,
    path: folder,
    at,
    close,
    isStillThere() {
      const now = fs.lstatSync(folder, { bigint: true, throwIfNoEntry: false })
      return now !== undefined && isSame({ device: now.dev, inode: now.ino }, identity)
    },
    list: () => fs.readdirSync(`${root}/`),
    look(name) {
      const found = fs.lstatSync(at(name), { bigint: true, throwIfNoEntry: false })
      return found ? { isFile: found.isFile(), size: Number(found.size), changedAt: found.mtimeNs } : null
    },
    read: (name, most) =>
      reading(name, (file, size) => {
        if (size > most) throw new Error(`${path.join(folder, name)} is longer than ${most} bytes.`)
        return fs.readFileSync(file)
      }),
    begin: (name, most) =>
      reading(name, (file, size) => {
        const bytes = Buffer.alloc(Math.min(size, most))
        return bytes.subarray(0, fs.readSync(file, bytes))
      }),
    write(name, bytes) {
      const file = fs.openSync(at(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE)
      try {
        fs.writeFileSync(file, bytes)
        fs.fsyncSync(file)
      } catch (error) {
        // On a full disk half of it would keep the other half's room.
        fs.rmSync(at(name), { force: true })
        throw error
      } finally {
        fs.closeSync(file)
      }
    },
    take: (from, fromName, name) => fs.renameSync(from.at(fromName), at(name)),
    link: (name, second) => fs.linkSync(at(name), at(second)),
    remove: (name) => fs.rmSync(at(name), { force: true }),
    makeFolder(name) {
      if (!fs.lstatSync(at(name), { throwIfNoEntry: false })) fs.mkdirSync(at(name))
    },
    sync: () => {
      try {
        if (handle !== null) fs.fsyncSync(handle)
      } catch (error) {
        if (!isUnsyncable(error)) throw error
      }
    },
  }
}

/** Shared folders of some kinds take no sync (fsync(2): EINVAL). What is lost with the power there is not for us to keep. */
const isUnsyncable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EINVAL', 'ENOSYS', 'ENOTSUP'].includes(String(error.code))

const isSame = (one: Identity, other: Identity): boolean => one.device === other.device && one.inode === other.inode

function plain(name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) throw new Error('A name was a path.')
  return name
}
