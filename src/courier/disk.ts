import type { Folder, Identity, OpenFolder } from './folder.ts'
import { diskTrouble, type Troubles } from './trouble.ts'

/** Work on folders that a disk may refuse, or put others in the place of. */
export function openDisk(openFolder: OpenFolder, troubles: Troubles) {
  const known = new Map<string, Identity>()

  /** What a disk says is no fault of ours, but for a person to mend. */
  async function guarded<T>(place: string, work: () => Promise<T>): Promise<T | null> {
    try {
      return await work()
    } catch (error) {
      const trouble = diskTrouble(error, place)
      if (!trouble) throw error
      troubles.add(trouble)
      return null
    }
  }

  /** Within the folder as it was at first: another one in its place is a trouble, and no place for orders. */
  async function withTimeout(place: string, work: (folder: Folder) => Promise<void>): Promise<void> {
    await guarded(place, async () => {
      const folder = openFolder(place, known.get(place))
      try {
        known.set(place, { device: folder.device, inode: folder.inode })
        await work(folder)
      } finally {
        folder.close()
      }
    })
  }

  return { guarded, withTimeout }
}
