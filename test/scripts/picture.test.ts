import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FLOORS } from '../../scripts/floors.ts'
import { readSources } from '../../scripts/imports.ts'
import { BEGIN, END, pictureOf, withPicture } from '../../scripts/picture/mermaid.ts'
import { type RoomGraph, roomGraph, withoutShortcuts } from '../../scripts/picture/room-graph.ts'

const arrowsOf = (text: string): RoomGraph['arrows'] =>
  text.split(' ').map((arrow) => {
    const [from = '', to = ''] = arrow.split(/[>~]/)
    return { from, to, typeOnly: arrow.includes('~') }
  })
/** `a>b` is an import, `a~b` an import of types alone. */
const graphOf = (text: string): RoomGraph => {
  const arrows = arrowsOf(text)
  return { rooms: [...new Set(arrows.flatMap(({ from, to }) => [from, to]))], arrows }
}

describe('the picture of imports', () => {
  it('has an arrow for each pair of rooms, of types alone where nothing else is imported', () => {
    const graph = roomGraph(
      new Map([
        [
          'src/app.ts',
          "import type { A } from './api/a.ts'\nimport { B } from './api/b.ts'\nimport { z } from 'zod/mini'",
        ],
        ['src/api/a.ts', "import type { App } from '../app.ts'\nimport { B } from './b.ts'"],
        ['src/api/b.ts', "const now = await import('../app.ts?')"],
      ]),
    )
    expect(graph).toEqual({ rooms: ['api', 'app.ts'], arrows: arrowsOf('api~app.ts app.ts>api') })
  })

  it('leaves out an arrow that follows from others, but none of a circle', () => {
    expect(withoutShortcuts(graphOf('a>b b>c a>c'))).toEqual(arrowsOf('a>b b>c'))
    expect(withoutShortcuts(graphOf('a>b b>a b>c a>c'))).toEqual(arrowsOf('a>b b>a b>c a>c'))
    expect(withoutShortcuts(graphOf('a>b b~c a>c'))).toEqual(arrowsOf('a>b a>c'))
  })

  it('dots an arrow that points up, and counts it', () => {
    const picture = pictureOf(graphOf('worker.ts>app.ts app.ts>api worker.ts>api api~app.ts web~text'))
    expect(picture).toContain('room_app_ts --> room_api\n')
    expect(picture).toContain('room_api -.-> room_app_ts\n')
    expect(picture).not.toContain('room_worker_ts --> room_api\n')
    expect(picture).not.toContain('room_text\n')
    expect(picture).toContain('5 rooms and 5 arrows, 2 of them for types alone; 1 arrow points up.')
  })

  it('stands between the markers of a page, and the rest of the page stays', () => {
    const page = `# Title\n${BEGIN}\nold\n${END}\nEnd`
    expect(withPicture(page, 'new')).toBe(`# Title\n${BEGIN}\nnew\n${END}\nEnd`)
    expect(() => withPicture('# Title', 'new')).toThrow('needs the lines')
  })
})

describe('docs/dev/architecture.md', () => {
  const page = readFileSync('docs/dev/architecture.md', 'utf8')
  const graph = roomGraph(readSources('.'))

  it('shows the imports of today (else run npm run picture)', () => {
    expect(page).toBe(withPicture(page, pictureOf(graph)))
  })

  it('lists the floors from top to bottom', () => {
    expect(page.replaceAll(/\s+/g, ' ')).toContain(FLOORS.map((rooms) => rooms.join(', ')).join(' → '))
  })

  it('says of each folder of src what it is for', () => {
    const folders = graph.rooms.filter((room) => !room.includes('.'))
    expect(folders.filter((folder) => !page.includes(`| \`${folder}/\` |`))).toEqual([])
  })
})
