import { type Folder, FolderChanged, type Identity, isSameOnDevice } from './folder.ts'
import { replaceFile } from './replace-file.ts'

type Known = Omit<Identity, 'device'>

const FILE = 'folder.json'
const FILE_BYTES = 4_096

/** Keeps the identity of the ERP's folder over a stop of the courier. A swapped, empty folder proves no consumption. */
export function openKnownFolder(root: Folder) {
  let known = read(root)

  return {
    /**
     * Throws for another folder without any of the `placed` files. A folder with such a file was moved to another
     * disk. A folder may change while no file is there.
     */
    confirm(folder: Folder, placed: readonly string[]): void {
      const isOther = known !== null && !isSameOnDevice(known, folder)
      if (isOther && placed.length > 0 && !placed.some((name) => folder.look(name)))
        throw new FolderChanged(
          `${folder.path} is another folder than before this courier stopped, and has none of its files.`,
          `Mount the earlier folder again. If the new folder is right, stop the courier, delete ${FILE} in the state folder, and start the courier.`,
        )
      if (known?.inode === folder.inode && known.bornAt === folder.bornAt) return
      known = { inode: folder.inode, bornAt: folder.bornAt }
      replaceFile(
        root,
        FILE,
        JSON.stringify({ inode: String(folder.inode), bornAt: folder.bornAt?.toString() ?? null }),
      )
      root.sync()
    },
  }
}

/** Null before the first run, and for an unreadable file. */
function read(root: Folder): Known | null {
  if (!root.look(FILE)) return null
  try {
    const { inode, bornAt } = JSON.parse(root.read(FILE, FILE_BYTES).toString())
    return { inode: BigInt(inode), bornAt: bornAt === null ? null : BigInt(bornAt) }
  } catch {
    return null
  }
}
