import { userInfo } from 'node:os'
import { ADMIN_HELP, ADMIN_OPTIONS, type AdminClient, adminClient, Unable } from './admin-client.ts'
import { NO_PROGRESS, openProgress, type Progress } from './progress.ts'
import { plainText } from './terminal-table.ts'

/** Exit code for an answer in which an order, or a route, waits for a person. */
export const WAITS = 3

/** Options of the daily commands, which people read and programs read. */
export const REPORT_OPTIONS = { ...ADMIN_OPTIONS, json: 'switch', quiet: 'switch' } as const

export const REPORT_HELP = `  --json             for programs: the answer of the Admin API, one JSON object a line
  --quiet            print nothing, except errors: the exit code is the answer
${ADMIN_HELP}`

/** Options of a command that acts, for the event that the gateway keeps. */
export const ACTOR_OPTIONS = { by: 'text', note: 'text' } as const

export const ACTOR_HELP = `  --by NAME          who does this (default: who is signed in here)
  --note TEXT        why; kept with the event`

export const actorOf = ({ by, note }: { by?: string | undefined; note?: string | undefined }) => ({
  by: by ?? userInfo().username,
  ...(note ? { note } : {}),
})

export interface ReportOptions {
  readonly url: string | undefined
  readonly vars: string | undefined
  readonly json?: boolean
  readonly quiet?: boolean
}

/** Prints an answer: for a program unchanged, for people as `text`. */
export type Print = (answer: object, text: string) => void

/**
 * Runs `work` against the gateway. An expected failure ends with one line and exit code 1. `limitMs`: the time limit of
 * each response; null for a command that waits as long as the gateway works.
 */
export async function withGateway(
  { json = false, quiet = false, ...where }: ReportOptions,
  work: (client: AdminClient, print: Print, progress: Progress) => Promise<number>,
  limitMs: number | null = ANSWER_MS,
): Promise<number> {
  const print: Print = (answer, text) => {
    if (!quiet) console.log(json ? JSON.stringify(answer) : text)
  }
  const progress = json || quiet ? NO_PROGRESS : openProgress()
  try {
    return await work(adminClient({ ...where, limitMs }), print, progress)
  } catch (error) {
    if (!(error instanceof Unable)) throw error
    progress.end()
    console.error(plainText(error.message))
    return 1
  }
}

const ANSWER_MS = 60_000
