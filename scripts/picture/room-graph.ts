import { importsIn, roomOf } from '../imports.ts'

export interface Arrow {
  readonly from: string
  readonly to: string
  /** Only types are imported: nothing of the arrow remains when the code runs. */
  readonly typeOnly: boolean
}

export interface RoomGraph {
  readonly rooms: readonly string[]
  readonly arrows: readonly Arrow[]
}

/** Which room imports which, by the source files of a project. */
export function roomGraph(sources: ReadonlyMap<string, string>): RoomGraph {
  const arrows = new Map<string, Arrow>()
  for (const [file, text] of sources) {
    for (const { target, typeOnly } of importsIn(file, text)) {
      const [from, to] = [roomOf(file), roomOf(target)]
      if (!sources.has(target) || from === to) continue
      const key = `${from} ${to}`
      arrows.set(key, { from, to, typeOnly: typeOnly && (arrows.get(key)?.typeOnly ?? true) })
    }
  }
  const rooms = [...new Set([...sources.keys()].map(roomOf))].sort()
  return { rooms, arrows: [...arrows.values()].sort(byName) }
}

const byName = (a: Arrow, b: Arrow): number => compare(a.from, b.from) || compare(a.to, b.to)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Arrows of code that runs, without those that follow from a longer way. Arrows of a circle all stay. */
export function withoutShortcuts({ rooms, arrows }: RoomGraph): Arrow[] {
  const running = arrows.filter(({ typeOnly }) => !typeOnly)
  const reaches = reachability(rooms, running)
  const inCircle = (a: string, b: string): boolean => reaches(a, b) && reaches(b, a)
  return running.filter(({ from, to }) => {
    if (inCircle(from, to)) return true
    return !rooms.some((via) => reaches(from, via) && reaches(via, to) && !inCircle(from, via) && !inCircle(via, to))
  })
}

function reachability(rooms: readonly string[], arrows: readonly Arrow[]): (from: string, to: string) => boolean {
  const reached = new Map(rooms.map((room) => [room, reachedFrom(room, arrows)]))
  return (from, to) => reached.get(from)?.has(to) ?? false
}

function reachedFrom(room: string, arrows: readonly Arrow[]): Set<string> {
  const found = new Set<string>()
  const next = [room]
  for (let from = next.pop(); from !== undefined; from = next.pop()) {
    for (const arrow of arrows) {
      if (arrow.from !== from || found.has(arrow.to)) continue
      found.add(arrow.to)
      next.push(arrow.to)
    }
  }
  return found
}
