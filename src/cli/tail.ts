import { setTimeout as sleep } from 'node:timers/promises'
import { oneOf } from '../text/suggestion.ts'
import { ADMIN_HELP, ADMIN_OPTIONS, type AdminClient, Unreached } from './admin-client.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { withGateway } from './report.ts'
import { type Happening, happeningsIn, KINDS, readLive, tailLine } from './tail/happening.ts'
import { plainText } from './terminal-table.ts'

const PAUSE_MS = 2_000
const LONGEST_PAUSE_MS = 30_000
const ANSWER_MS = 20_000

/** The wait, and the end by Ctrl-C. A test replaces both. */
export interface TailPorts {
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** Aborts at Ctrl-C. */
  stopSignal(): AbortSignal
}

export const createTail = ({ wait, stopSignal }: TailPorts): Command => ({
  help: `npx orderbridge tail [options]

Prints a line for each order, each attempt and each action of a person, as it happens. Ends at Ctrl-C with 0. A gateway
that does not answer is asked again, with longer and longer waits.

  npx orderbridge tail                                     everything, of all suppliers
  npx orderbridge tail --supplier fresco --route erp       one route
  npx orderbridge tail --state held --state refused        only what waits for a person
  npx orderbridge tail --event action --json               what people do, for a program

  --supplier NAME    only this supplier
  --route NAME       only this route
  --state STATE      only this outcome, such as accepted, held, refused, delivered, deferred; may be given again
  --event KIND       only this kind: order, attempt or action; may be given again
  --json             for programs: one JSON object a line
${ADMIN_HELP}

Exit codes:
  0  ended at Ctrl-C
  1  the gateway refused the token, or has no such supplier
  2  wrong use`,

  async run(words) {
    const { states, events, rest } = readRepeated(words)
    const options = readOptions(rest, { ...ADMIN_OPTIONS, supplier: 'text', route: 'text', json: 'switch' } as const)
    const wanted = (happening: Happening): boolean =>
      (options.route === undefined || happening.route === options.route) &&
      (states.length === 0 || states.includes(happening.state)) &&
      (events.length === 0 || events.includes(happening.event))
    const watch = async (client: AdminClient): Promise<number> => {
      const signal = stopSignal()
      let cursors: Record<string, string> | null = null
      for (let failures = 0; !signal.aborted; ) {
        if (cursors || failures > 0)
          await wait(failures === 0 ? PAUSE_MS : Math.min(LONGEST_PAUSE_MS, PAUSE_MS * 2 ** failures), signal)
        if (signal.aborted) break
        try {
          if (cursors) {
            for (const happening of await fetchNew(client, cursors))
              if (wanted(happening)) console.log(options.json ? JSON.stringify(happening) : tailLine(happening))
            if (failures > 0) console.error('The gateway answers again.')
          } else {
            cursors = await firstCursors(client, options.supplier)
            console.error(`Watching ${oneOf(Object.keys(cursors)).replace(' or ', ' and ')}. Ctrl-C ends it.`)
          }
          failures = 0
        } catch (error) {
          if (!(error instanceof Unreached)) throw error
          if (failures === 0) console.error(`${plainText(error.message)} Asking again …`)
          failures += 1
        }
      }
      return 0
    }
    return withGateway({ url: options.url, vars: options.vars }, watch, ANSWER_MS)
  },
})

/** The options that may be given several times. */
function readRepeated(words: readonly string[]) {
  const found: Record<'states' | 'events', string[]> = { states: [], events: [] }
  const rest: string[] = []
  for (let at = 0; at < words.length; at++) {
    const [, name, value] = /^--(state|event)(?:=(.*))?$/.exec(words[at] ?? '') ?? []
    if (name === undefined) {
      rest.push(words[at] ?? '')
      continue
    }
    const given = value ?? words[++at]
    if (given === undefined) throw new UsageError(`--${name} needs a word.`)
    found[name === 'state' ? 'states' : 'events'].push(given)
  }
  const unknown = found.events.find((event) => !KINDS.some((kind) => kind === event))
  if (unknown !== undefined) throw new UsageError(`--event must be ${oneOf(KINDS)}, not '${unknown}'.`)
  return { ...found, rest }
}

const pathOf = (supplier: string, cursor: string): string =>
  `/suppliers/${encodeURIComponent(supplier)}/live?cursor=${encodeURIComponent(cursor)}`

/** The cursor of this moment for each supplier. */
async function firstCursors(client: AdminClient, supplier: string | undefined): Promise<Record<string, string>> {
  const known = supplier === undefined ? (await client.ask('/suppliers')).suppliers : [supplier]
  const names = Array.isArray(known) ? known.map(String) : []
  const cursors: Record<string, string> = {}
  for (const name of names) cursors[name] = readLive(await client.ask(pathOf(name, ''))).cursor
  return cursors
}

/** The steps and actions since the cursors, in the order of time. Moves the cursors on. */
async function fetchNew(client: AdminClient, cursors: Record<string, string>): Promise<Happening[]> {
  const all: Happening[] = []
  for (const [supplier, cursor] of Object.entries(cursors)) {
    const live = readLive(await client.ask(pathOf(supplier, cursor)))
    cursors[supplier] = live.cursor
    if (live.isIncomplete)
      console.error(`${supplier}: the gateway started again, or was too fast. Some lines are missing.`)
    all.push(...happeningsIn(supplier, live))
  }
  return all.sort((a, b) => a.at.localeCompare(b.at))
}

export const tail = createTail({
  wait: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
  stopSignal() {
    const stop = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
    return stop.signal
  },
})
