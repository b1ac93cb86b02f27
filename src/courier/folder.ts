import fs from 'node:fs'
import path from 'node:path'

/** Identity of a folder, independent of the path: a replacement has another identity. */
export interface Identity {
  readonly device: bigint
  readonly inode: bigint
  /** The moment of the folder's creation, because disks use an inode again. Null if the disk shows no moment. */
  readonly bornAt: bigint | null
}

export interface Found {
  readonly isFile: boolean
  readonly size: number
  readonly changedAt: bigint
}

/** The path leads to another folder than before, or to a link. */
export class FolderChanged extends Error {
  readonly action: string
  constructor(message: string, action = 'Start it again if that is right.') {
    super(message)
    this.action = action
  }
}

/** The umask and the group decide who may read orders in the ERP's folder. */
const FILE_MODE = 0o666
const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = fs.constants
const O_NOFOLLOW = fs.constants.O_NOFOLLOW ?? 0
const O_DIRECTORY = fs.constants.O_DIRECTORY ?? 0
const isWindows = process.platform === 'win32'

/**
 * An open folder. On Linux each call uses the open folder and not the path. So no other program can replace the folder,
 * or put a link there, during the work. Other systems check only on opening. No name is followed as a link.
 */
export type Folder = ReturnType<typeof openFolder>

export type OpenFolder = typeof openFolder

export function openFolder(folder: string, expected?: Identity) {
  const there = fs.lstatSync(folder, { bigint: true })
  if (!there.isDirectory()) throw new FolderChanged(`${folder} is not a folder itself, but a link or a file.`)
  // Windows syncs folders itself and offers no handle for a sync.
  const handle = isWindows ? null : fs.openSync(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  const opened = handle === null ? there : fs.fstatSync(handle, { bigint: true })
  const identity = identityOf(opened)
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
    /** Path of `name` for the calls above. */
    at,
    close,
    /** Whether the path still leads to this folder. */
    isStillThere() {
      const now = fs.lstatSync(folder, { bigint: true, throwIfNoEntry: false })
      return now !== undefined && isSame(identityOf(now), identity)
    },
    list: () => fs.readdirSync(`${root}/`),
    /** Returns null without a file of that name. */
    look(name: string): Found | null {
      const found = fs.lstatSync(at(name), { bigint: true, throwIfNoEntry: false })
      return found ? { isFile: found.isFile(), size: Number(found.size), changedAt: found.mtimeNs } : null
    },
    /** Throws if `name` is no file, or longer than `most` bytes. */
    read: (name: string, most: number) =>
      reading(name, (file, size) => {
        if (size > most) throw new Error(`${path.join(folder, name)} is longer than ${most} bytes.`)
        return fs.readFileSync(file)
      }),
    /** Reads the first `most` bytes, or the complete file. Throws if `name` is no file. */
    begin: (name: string, most: number) =>
      reading(name, (file, size) => {
        const bytes = Buffer.alloc(Math.min(size, most))
        return bytes.subarray(0, fs.readSync(file, bytes))
      }),
    /**
     * Creates a file that is complete and on the disk on return. Throws EEXIST if the name is in use; after an error the
     * file does not exist.
     */
    write(name: string, bytes: Uint8Array): void {
      const file = fs.openSync(at(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, FILE_MODE)
      try {
        fs.writeFileSync(file, bytes)
        fs.fsyncSync(file)
      } catch (error) {
        // An incomplete file would use space on a full disk.
        fs.rmSync(at(name), { force: true })
        throw error
      } finally {
        fs.closeSync(file)
      }
    },
    /**
     * Renames a file of this folder or of another folder into this folder. Replaces an existing file, so check the name
     * first.
     */
    take: (from: { at(name: string): string }, fromName: string, name: string): void =>
      fs.renameSync(from.at(fromName), at(name)),
    /** Creates a second name for a file of this folder. Throws EEXIST if the second name is in use. */
    link: (name: string, second: string) => fs.linkSync(at(name), at(second)),
    remove: (name: string) => fs.rmSync(at(name), { force: true }),
    /** Creates a folder in this folder, unless the folder exists. */
    makeFolder(name: string) {
      if (!fs.lstatSync(at(name), { throwIfNoEntry: false })) fs.mkdirSync(at(name))
    },
    /** Flushes earlier writes, renames and removals to the disk, if the file system supports a flush. */
    sync: () => {
      try {
        if (handle !== null) fs.fsyncSync(handle)
      } catch (error) {
        if (!isUnsyncable(error)) throw error
      }
    },
  }
}

/**
 * Shared folders may support no sync (fsync(2): EINVAL). The courier cannot prevent a loss at a power failure there.
 */
const isUnsyncable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['EINVAL', 'ENOSYS', 'ENOTSUP'].includes(String(error.code))

/** Some systems report the last change in place of the creation. */
const identityOf = ({ dev, ino, birthtimeNs, ctimeNs }: fs.BigIntStats): Identity => ({
  device: dev,
  inode: ino,
  bornAt: birthtimeNs < ctimeNs ? birthtimeNs : null,
})

const isSame = (identity: Identity, other: Identity): boolean =>
  identity.device === other.device && isSameOnDevice(identity, other)

/** For a comparison over a restart of the machine, which may give the device another number. */
export const isSameOnDevice = (identity: Omit<Identity, 'device'>, other: Omit<Identity, 'device'>): boolean =>
  identity.inode === other.inode &&
  (identity.bornAt === other.bornAt || identity.bornAt === null || other.bornAt === null)

function plain(name: string): string {
  if (name === '' || name === '.' || name === '..' || /[/\\\0]/.test(name)) throw new Error('A name was a path.')
  return name
}
