import { Session } from 'node:inspector/promises'
import { pathToFileURL } from 'node:url'

/** Which mutants ran since it was last asked, by V8's own count of each block. */
export interface Coverage {
  take(): Promise<readonly number[]>
}

/** A place in a file, and the number it goes by. */
export interface Place {
  readonly at: number
  readonly number: number
}

export async function countedBlocks(places: ReadonlyMap<string, readonly Place[]>): Promise<Coverage> {
  const byUrl = new Map([...places].map(([file, all]) => [pathToFileURL(file).href, all]))
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  return {
    async take() {
      const { result } = await session.post('Profiler.takePreciseCoverage')
      return result.flatMap(({ url, functions }) => ran(byUrl.get(url) ?? [], functions))
    },
  }
}

interface Block {
  readonly startOffset: number
  readonly endOffset: number
  readonly count: number
}

/** The smallest block around a place says whether it ran. */
function ran(places: readonly Place[], functions: readonly { readonly ranges: readonly Block[] }[]): number[] {
  if (places.length === 0) return []
  const blocks = functions.flatMap(({ ranges }) => ranges)
  if (blocks.every(({ count }) => count === 0)) return []
  const counts = new Uint8Array(Math.max(...blocks.map(({ endOffset }) => endOffset)))
  const size = ({ startOffset, endOffset }: Block): number => endOffset - startOffset
  for (const block of blocks.sort((one, other) => size(other) - size(one)))
    counts.fill(block.count > 0 ? 1 : 0, block.startOffset, block.endOffset)
  return places.flatMap(({ at, number }) => (counts[at] === 1 ? [number] : []))
}
