import type { CourierIssue } from '../outbox/mailbox/couriers.ts'
import type { Folder } from './folder.ts'
import { type Gateway, UNHEARD } from './gateway.ts'
import type { Entry, Journal } from './journal.ts'

/**
 * Files that the ERP writes for the gateway: acknowledgements, and error files that say why the ERP refused a document.
 */
interface AnswerFolder {
  readonly folder: Folder
  /** Folders for files that were passed on, and for files that nothing accepts. */
  readonly read: Folder
  readonly refused: Folder
}

/** Upper limit for an acknowledgement; a longer file is not an acknowledgement. */
const ACKNOWLEDGEMENT_BYTES = 1_048_576
const REASON_LENGTH = 500
/** Bytes read of an error file: the beginning holds the reason. */
const REASON_BYTES = 65_536
/** Names of files that are still being written, or that do not concern the courier. */
const PASSED_OVER = /^[.~]|\.(tmp|part|filepart|crdownload)$|~$/i

export interface Reading {
  readonly journal: Journal
  readonly gateway: Gateway
  /** Endings of error file names, such as `.err`. */
  readonly errorSuffixes: readonly string[]
  readonly acknowledges: boolean
  readonly log: (line: string) => void
  readonly trouble: (trouble: CourierIssue) => void
}

/** Remembers the state of each file at the last check: a file that has changed since is still being written. */
export function openAnswers() {
  let before = new Map<string, string>()

  /** Files without a change since the last check, each with a state. */
  function settled(folder: Folder): [name: string, state: string][] {
    const now = new Map<string, string>()
    for (const name of folder.list().sort()) {
      const state = PASSED_OVER.test(name) ? null : stateOf(name, folder)
      if (state !== null) now.set(name, state)
    }
    const same = [...now].filter(([name, state]) => before.get(name) === state)
    before = now
    return same
  }

  return {
    /** Reads the new files. Returns true if a file must be checked again. */
    async read(answers: AnswerFolder, reading: Reading): Promise<boolean> {
      for (const [name, state] of settled(answers.folder)) {
        const suffix = reading.errorSuffixes.find((end) => name.toLowerCase().endsWith(end.toLowerCase()))
        const goesOn =
          suffix === undefined ? await passOn(name, state, answers, reading) : readError(name, suffix, answers, reading)
        if (!goesOn) break
      }
      return before.size > 0
    },
  }
}

/** Size and time of the last change; null if no file has the name. */
function stateOf(name: string, folder: Folder): string | null {
  const found = folder.look(name)
  return found?.isFile ? `${found.size} ${found.changedAt}` : null
}

/** The name of an error file is the name of its document, with or without the document's extension. */
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

/** Returns false if the next file would fail too. */
async function passOn(name: string, state: string, answers: AnswerFolder, reading: Reading): Promise<boolean> {
  const { gateway, trouble, log, acknowledges } = reading
  if (!acknowledges) {
    trouble({
      code: 'no-acknowledgement-token',
      text: `${name} waits to be passed on, and there is no --ack-token-file.`,
    })
    return false
  }
  const size = answers.folder.look(name)?.size ?? 0
  // The ERP has created the file but not yet written the content: leave the file in place.
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
  // The ERP replaced the file meanwhile. Later checks pass it on.
  if (stateOf(name, answers.folder) !== state) {
    log(`${name} has changed while it was passed on, and will be passed on again`)
    return true
  }
  // The gateway alerts the desk about unmatched and unreadable acknowledgements.
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
  // ERPs may change the case of names. If two names differ only in case, an exact match wins.
  return placed.findLast(({ name }) => name === stem || withoutExtension(name) === stem) ?? placed.at(-1)
}

const textOf = (bytes: Buffer): string =>
  bytes
    .toString(isUtf8(bytes) ? 'utf8' : 'latin1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, REASON_LENGTH)
    .toWellFormed()

/** The cut may be inside a character. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: bytes.byteLength === REASON_BYTES })
    return true
  } catch {
    return false
  }
}

/** Moves the file without replacing another file of that name. */
function layAside(name: string, from: Folder, to: Folder): void {
  let aside = name
  for (let count = 1; to.look(aside); count++) aside = `${name}.${count}`
  to.take(from, name, aside)
}
