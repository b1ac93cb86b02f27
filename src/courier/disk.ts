import type { Folder, Identity, OpenFolder } from './folder.ts'
import { diskTrouble, type Troubles } from './trouble.ts'

/** Work on folders for which the disk may report errors, or which may be replaced. */
export function openDisk(openFolder: OpenFolder, troubles: Troubles) {
  const known = new Map<string, Identity>()

  /** Turns a disk error into an issue for the operator: a disk error is no bug. */
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

  /**
   * Works only in the folder as first opened and confirmed. A replaced folder is an issue and gets no orders. `confirm`
   * throws for a wrong folder.
   */
  async function inFolder(
    place: string,
    work: (folder: Folder) => Promise<void>,
    confirm?: (folder: Folder) => void,
  ): Promise<void> {
    await guarded(place, async () => {
      const folder = openFolder(place, known.get(place))
      try {
        confirm?.(folder)
        known.set(place, { device: folder.device, inode: folder.inode, bornAt: folder.bornAt })
        await work(folder)
      } finally {
        folder.close()
      }
    })
  }

  return { guarded, inFolder }
}
