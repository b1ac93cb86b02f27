import { pointsUp } from '../floors.ts'
import { type Arrow, type RoomGraph, withoutShortcuts } from './room-graph.ts'

/** A picture of the rooms in Mermaid, and one sentence that counts them. */
export function pictureOf(graph: RoomGraph): string {
  const up = graph.arrows.filter(({ from, to }) => pointsUp(from, to))
  const lines = [
    ...graph.rooms.map((room) => `  ${idOf(room)}["${room}"]`),
    ...withoutShortcuts(graph)
      .filter((arrow) => !up.includes(arrow))
      .map((arrow) => lineOf(arrow, '-->')),
    ...up.map((arrow) => lineOf(arrow, '-.->')),
  ]
  const counts =
    `${graph.rooms.length} rooms and ${graph.arrows.length} arrows, ` +
    `${graph.arrows.filter(({ typeOnly }) => typeOnly).length} of them for types alone; ${up.length === 1 ? '1 arrow points' : `${up.length} arrows point`} up.`
  return ['```mermaid', 'flowchart TD', ...lines, '```', '', counts].join('\n')
}

const lineOf = ({ from, to }: Arrow, mark: string): string => `  ${idOf(from)} ${mark} ${idOf(to)}`
/** Mermaid takes no dot or hyphen in an id, and reads `end` and `default` as words of its own. */
const idOf = (room: string): string => `room_${room.replaceAll(/\W/g, '_')}`

export const BEGIN = '<!-- picture: begin, written by npm run picture -->'
export const END = '<!-- picture: end -->'

/** The page with the picture between its two markers. */
export function withPicture(page: string, picture: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (begin < 0 || end < begin) throw new Error(`The page needs the lines '${BEGIN}' and '${END}', in this order.`)
  return `${page.slice(0, begin + BEGIN.length)}\n${picture}\n${page.slice(end)}`
}
