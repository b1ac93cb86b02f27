import type { Folder } from './folder.ts'
import { type Gateway, UNHEARD } from './gateway.ts'
import type { Entry, Journal } from './journal.ts'
import type { CourierIssue } from './trouble.ts'

/** What the ERP leaves behind for us: acknowledgements to pass on, and files that say why it could not take one of ours. */
interface AnswerFolder {
  readonly folder: Folder
  /** Where what was passed on, and what nobody wants, is laid aside. */
  readonly read: Folder
  readonly refused: Folder
}

/** An acknowledgement longer than this is none. */
const ACKNOWLEDGEMENT_BYTES = 1_048_576
const REASON_LENGTH = 500
/** Of a file that tells all it knows the beginning is enough. */
const REASON_BYTES = 65_536
/** Not written to its end yet, or nobody's business. */
const PASSED_OVER = /^[.~]|\.(tmp|part|filepart|crdownload)$|~$/i

export interface Reading {
  readonly journal: Journal
  readonly gateway: Gateway
  /** The ends of names that say that a file was not taken: `.err`. */
  readonly errorSuffixes: readonly string[]
  readonly acknowledges: boolean
  readonly log: (line: string) => void
  readonly trouble: (trouble: CourierIssue) => void
}

/** Remembers what each file was like at the last look: one that has changed since is still being written. */
export function openAnswers() {
  let before = new Map<string, string>()

  /** Those that are as they were at the last look. */
  function settled(folder: Folder): string[] {
    const now = new Map<string, string>()
    const same: string[] = []
    for (const name of folder.list().sort()) {
      const found = PASSED_OVER.test(name) ? null : folder.look(name)
      if (!found?.isFile) continue
      const looks = `${found.size} ${found.changedAt}`
      if (before.get(name) === looks) same.push(name)
      now.set(name, looks)
    }
    before = now
    return same
  }

  return {
    /** Reads what has come. True when something is still to be looked at again. */
    async read(answers: AnswerFolder, reading: Reading): Promise<boolean> {
      for (const name of settled(answers.folder)) {
        const suffix = reading.errorSuffixes.find((end) => name.toLowerCase().endsWith(end.toLowerCase()))
        const goesOn =
          suffix === undefined ? await passOn(name, answers, reading) : readError(name, suffix, answers, reading)
        if (!goesOn) break
      }
      return before.size > 0
    },
  }
}

/** An error file is named after the document it speaks of, with or without the document's own extension. */
function readError(name: string, suffix: string, answers: AnswerFolder, reading: Reading): boolean {
  const { journal, trouble, log } = reading
  const entry = matchAcknowledgement(name.slice(0, name.length - suffix.length), journal)
  if (!entry) {
    trouble({ code: 'unknown-error-file', text: `${name} speaks of no document that was put into the folder.` })
    return true
  }
  const reason = textOf(answers.folder.begin(name, REASON_BYTES)) || 'The ERP gives no reason.'
  if (entry.state !== 'failed' && entry.state !== 'refused') {
    journal.save({ ...entry, state: 'failed', reason })
    log(`${entry.name} was not taken by the ERP`)
  }
  layAside(name, answers.folder, answers.read)
  return true
}

/** False when the next one won't get through either. */
async function passOn(name: string, answers: AnswerFolder, reading: Reading): Promise<boolean> {
  const { gateway, trouble, log, acknowledges } = reading
  if (!acknowledges) {
    trouble({
      code: 'no-acknowledgement-token',
      text: `${name} waits to be passed on, and there is no --ack-token-file.`,
    })
    return false
  }
  const size = answers.folder.look(name)?.size ?? 0
  // Begun, and still to be written: laid aside now, what comes would be read by nobody.
  if (size === 0) return true
  if (size > ACKNOWLEDGEMENT_BYTES) {
    layAside(name, answers.folder, answers.refused)
    log(`${name} is too long for an acknowledgement`)
    return true
  }
  const answer = await gateway.acknowledge(answers.folder.read(name, ACKNOWLEDGEMENT_BYTES))
  if (answer.kind === 'unreachable') return false
  if (answer.kind === 'refused' && answer.status === 401) {
    trouble({ code: 'acknowledgement-token', text: 'The gateway does not take the token for acknowledgements.' })
    return false
  }
  if (answer.kind === 'refused' && answer.code === UNHEARD) {
    const text = `${name} waits to be passed on: ${answer.why} (${answer.status}).`
    trouble({ code: 'acknowledgement-unheard', text })
    return true
  }
  // The gateway tells its people of what matches nothing, and of what can't be read.
  layAside(name, answers.folder, answer.kind === 'ok' ? answers.read : answers.refused)
  log(answer.kind === 'ok' ? `${name} passed on` : `${name} refused by the gateway: ${answer.why}`)
  return true
}

function matchAcknowledgement(stem: string, journal: Journal): Entry | undefined {
  const wanted = stem.toLowerCase()
  const withoutExtension = (name: string): string => name.replace(/\.[^.]*$/, '')
  const placed = journal
    .all()
    .filter(({ name, placedAt }) => {
      const own = name.toLowerCase()
      return placedAt !== undefined && (own === wanted || withoutExtension(own) === wanted)
    })
    .sort((a, b) => (a.placedAt ?? 0) - (b.placedAt ?? 0))
  // Not every ERP keeps the case; where two names differ by nothing else, one that does means its own.
  return placed.findLast(({ name }) => name === stem || withoutExtension(name) === stem) ?? placed.at(-1)
}

const textOf = (bytes: Buffer): string =>
  bytes
    .toString(isUtf8(bytes) ? 'utf8' : 'latin1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, REASON_LENGTH)
    .toWellFormed()

/** What was cut off may end within a character. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.byteLength === REASON_BYTES })
    return true
  } catch {
    return false
  }
}

/** Never over another one of that name. */
function layAside(name: string, from: Folder, to: Folder): void {
  let aside = name
  for (let count = 1; to.look(aside); count++) aside = `${name}.${count}`
  to.take(from, name, aside)
}
