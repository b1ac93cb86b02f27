import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VERSION } from '../version.ts'
import { type Courier, createCourier } from './courier.ts'
import { openFolder } from './folder.ts'
import { type Address, openGateway } from './gateway.ts'
import { openJournal } from './journal.ts'
import { logLine } from './log-line.ts'
import { HELP, type Options, type ResolvePath, readOptions } from './options.ts'
import { type FormerName, openStateFolder, readIdentity, type StateFolder } from './state-folder.ts'
import { readToken } from './token-file.ts'
import { diskTrouble } from './trouble.ts'

/** Time between two checks of the ERP's files if the courier runs only one turn. */
const SECOND_LOOK_MS = 2_000
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Runs a courier until a signal stops the process. Resolves to the exit code: 0 success, 1 issues, 2 wrong options. */
export async function runCourier(words: readonly string[], resolve?: ResolvePath): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) return say(HELP)
  if (words.includes('--version')) return say(VERSION)
  const options = readOptions(words, resolve)
  if (typeof options === 'string') return refuse(`${options}\n\n${HELP}`, 2)
  const token = tokenFrom(options.tokenFile, 'ORDERBRIDGE_MAILBOX_TOKEN', '--token-file')
  if (typeof token === 'string') return refuse(token, 2)
  const hasAckToken = options.ackTokenFile !== null || process.env.ORDERBRIDGE_ACKNOWLEDGEMENT_TOKEN !== undefined
  const ackToken = hasAckToken
    ? tokenFrom(options.ackTokenFile, 'ORDERBRIDGE_ACKNOWLEDGEMENT_TOKEN', '--ack-token-file')
    : null
  if (typeof ackToken === 'string') return refuse(ackToken, 2)
  const address = { ...options, token: token.read, acknowledgementToken: ackToken?.read ?? null }
  const stop = new AbortController()
  const end = (): void => stop.abort()
  for (const signal of STOP_SIGNALS) process.on(signal, end)
  try {
    return await carry(options, address, stop.signal)
  } finally {
    for (const signal of STOP_SIGNALS) process.off(signal, end)
  }
}

/** With `--once` for one turn, else until the signal. */
async function carry(options: Options, address: Address, stop: AbortSignal): Promise<number> {
  const state = await openState(options, address, stop)
  if (typeof state === 'number') return state
  const journal = openJournal(state.journal, (name) =>
    log(`${path.join(options.state, 'journal', name)} can't be read`),
  )
  const courier = createCourier({
    gateway: openGateway(address, state.self),
    ...{ openFolder, state, journal, folder: options.folder, clock: { now: Date.now }, log },
    answers: options.ackFolder
      ? {
          folder: options.ackFolder,
          errorSuffixes: options.errorSuffixes,
          acknowledges: address.acknowledgementToken !== null,
        }
      : null,
  })
  log(`Courier ${VERSION} for ${options.supplier}/${options.route} into ${options.folder}`)
  try {
    return await (options.once ? onceOnly(courier) : untilStopped(courier, state, options.everyMs, stop))
  } finally {
    state.close()
  }
}

async function onceOnly(courier: Courier): Promise<number> {
  let isWell = await courier.turn()
  while (isWell && courier.hasMore) isWell = await courier.turn()
  if (courier.looksAgain) {
    await sleep(SECOND_LOOK_MS)
    isWell = await courier.turn()
  }
  await courier.leave()
  return isWell ? 0 : 1
}

async function untilStopped(courier: Courier, state: StateFolder, everyMs: number, stop: AbortSignal): Promise<number> {
  const keepsLock = lockKeeper(state)
  while (!stop.aborted) {
    const keeps = keepsLock()
    if (keeps === false) return refuse('Another courier has taken the state folder over. This one ends.', 1)
    if (keeps) await courier.turn()
    if (!keeps || !courier.hasMore) await pause(everyMs, stop)
  }
  await courier.leave()
  log('Courier ended')
  return 0
}

/**
 * Null while the disk does not show the holder of the lock. Then the courier does nothing, because the share may come back.
 */
function lockKeeper({ root, lock }: StateFolder): () => boolean | null {
  let lastLogged = ''
  return () => {
    try {
      const keeps = lock.keep()
      if (lastLogged !== '') log(`Over: ${lastLogged}`)
      lastLogged = ''
      return keeps
    } catch (error) {
      const trouble = diskTrouble(error, root.path)
      if (!trouble) throw error
      if (lastLogged !== trouble.text) log(`Trouble (${trouble.code}): ${trouble.text}`)
      lastLogged = trouble.text
      return null
    }
  }
}

/** A stop signal rejects the sleep. */
const pause = (ms: number, stop: AbortSignal): Promise<void> => sleep(ms, undefined, { signal: stop }).catch(() => {})

/**
 * Opens the state folder. Returns an exit code if that is impossible. On a full disk, alerts the gateway and tries
 * again.
 */
async function openState(options: Options, address: Address, stop: AbortSignal): Promise<StateFolder | number> {
  const run = randomUUID()
  for (let lastLogged = ''; !stop.aborted; await pause(options.everyMs, stop)) {
    try {
      const opened = mistakeIn(options) ?? openStateFolder(options.state, options, run)
      if (typeof opened === 'string') return refuse(opened, 2)
      if (!('former' in opened)) return opened
      const renamed = await openRenamed(opened, options, address, run)
      if (typeof renamed === 'string') return refuse(renamed, 2)
      if (renamed !== null) return renamed
      if (options.once) return 1
    } catch (error) {
      const trouble = diskTrouble(error, options.state)
      const self = trouble?.code === 'disk-full' ? readIdentity(options.state, run) : null
      if (!trouble || !self) return refuse(`The state folder can't be used. ${trouble?.text ?? error}`, 2)
      if (lastLogged !== trouble.text) log(`Trouble (${trouble.code}): ${trouble.text}`)
      lastLogged = trouble.text
      await openGateway(address, self).sendHeartbeat([trouble], false)
      if (options.once) return 1
    }
  }
  return 0
}

/** Null while the gateway cannot be asked whether the mailbox's supplier was renamed. */
async function openRenamed(
  { former }: FormerName,
  options: Options,
  address: Address,
  run: string,
): Promise<StateFolder | string | null> {
  const self = readIdentity(options.state, run)
  const answer = self && (await openGateway(address, self).wasRenamedFrom(former))
  if (!answer || answer.kind === 'unreachable') {
    log(`The gateway can't be reached: ${answer?.why}`)
    return null
  }
  const { state, supplier, route } = options
  if (answer.kind === 'refused' && answer.status === 401) return 'The gateway does not take the token of this mailbox.'
  if (answer.kind === 'ok' && answer.value) {
    const opened = openStateFolder(state, options, run, former)
    if (typeof opened === 'string') return opened
    if ('former' in opened) return null
    log(`The orders of ${former} are with ${supplier} now; this courier goes on with its state folder`)
    return opened
  }
  return `The state folder ${state} belongs to route ${route} of ${former}, and the gateway has not moved its orders to ${supplier}. After a rename, run: npx orderbridge rename ${former}=${supplier}. Else give this courier its own --state.`
}

/** Finds errors in the options before anything is written. */
function mistakeIn({ folder, ackFolder, state }: Options): string | null {
  for (const place of [folder, ackFolder]) {
    if (place === null) continue
    const found = fs.lstatSync(place, { throwIfNoEntry: false })
    if (!found) return `There is no folder ${place}. It is never made: a wrong name would be an order nobody reads.`
    if (!found.isDirectory()) return `${place} must be a folder itself, not a link to one. Give its real path.`
  }
  if (ackFolder !== null && fs.realpathSync(ackFolder) === fs.realpathSync(folder))
    return '--ack-folder must be another folder than --folder: what lies there would be taken for answers.'
  fs.mkdirSync(state, { recursive: true, mode: 0o700 })
  const own = fs.lstatSync(state)
  if (!own.isDirectory()) return `${state} must be a folder itself, not a link to one.`
  if (fs.realpathSync(state) === fs.realpathSync(folder)) return '--state must be another folder than --folder.'
  if (process.platform !== 'win32' && (own.mode & 0o077) !== 0)
    return `${state} can be entered by others. Run: chmod 700 ${state}`
  return fs.lstatSync(folder).dev === own.dev
    ? null
    : `${state} lies on another volume than ${folder}, so the courier cannot move a document in one step. Give --state a folder on the volume of ${folder}.`
}

/**
 * Reads the token now, to report an error at once. Reads the token again at every use, so that the token can be
 * rotated.
 */
function tokenFrom(file: string | null, variable: string, option: string): { read: () => string } | string {
  if (file === null) {
    const token = process.env[variable]?.trim()
    return token ? { read: () => token } : `Give ${option} FILE, or the variable ${variable}.`
  }
  const first = readToken(file)
  if (typeof first === 'string') return first
  return {
    read() {
      const now = readToken(file)
      return typeof now === 'string' ? first.token : now.token
    },
  }
}

function log(line: string): void {
  console.log(`${new Date().toISOString()} ${logLine(line)}`)
}

function say(text: string): number {
  console.log(text)
  return 0
}

function refuse(sentence: string, code: number): number {
  console.error(sentence)
  return code
}
