import { openAnswers } from './answers.ts'
import { dropUnlisted, fetchAndPlace, stepFor } from './collect.ts'
import { openDisk } from './disk.ts'
import { type Folder, FolderChanged, type OpenFolder } from './folder.ts'
import { DAMAGED, type Gateway, type HeartbeatReply } from './gateway.ts'
import { openHeartbeat } from './heartbeat.ts'
import { type Entry, isInFolder, type Journal } from './journal.ts'
import { openKnownFolder } from './known-folder.ts'
import { fail, isWaiting, type Places, removeIncomplete, settlePlaced } from './place.ts'
import { openReports, STRETCH_MS } from './report.ts'
import type { StateFolder } from './state-folder.ts'
import { blocksAll, collectTroubles, diskTrouble, isBadName } from './trouble.ts'

interface CourierPorts {
  readonly gateway: Gateway
  readonly openFolder: OpenFolder
  readonly state: Pick<StateFolder, 'root' | 'work' | 'settleRun'>
  readonly journal: Journal
  /** The ERP's folder. */
  readonly folder: string
  readonly answers: {
    readonly folder: string
    readonly errorSuffixes: readonly string[]
    readonly acknowledges: boolean
  } | null
  readonly clock: { now(): number }
  readonly log: (line: string) => void
}

const KEEP_MS = 30 * 86_400_000
/** Share of a lease after which a long turn renews the lease. */
const RENEW_AFTER = 1 / 3

/** A courier: each turn places the waiting documents, detects consumed files, and reports to the gateway. */
export function createCourier(ports: CourierPorts) {
  const { gateway, journal, state, clock, log } = ports
  const troubles = collectTroubles(log)
  const answers = openAnswers()
  const reports = openReports(ports)
  const sendHeartbeat = openHeartbeat(ports, troubles)
  const { guarded, inFolder } = openDisk(ports.openFolder, troubles)
  const knownFolder = openKnownFolder(state.root)
  let isRecovered = false
  let again = false
  let hasMore = false

  async function collect(places: Places, first: HeartbeatReply): Promise<void> {
    for (const { name } of dropUnlisted(first.documents, places)) log(`${name} is no longer in the mailbox`)
    const unknown: string[] = []
    const begunAt = clock.now()
    let askedAt = begunAt
    for (const listed of first.documents) {
      const step = stepFor(listed, places, clock.now())
      if (step && 'unknown' in step) unknown.push(step.unknown)
      if (!step || 'unknown' in step) continue
      if (clock.now() - askedAt > first.leaseMs * RENEW_AFTER) {
        askedAt = clock.now()
        if (!(await sendHeartbeat())) break
      }
      if (!(await collectOne(step.entry, places))) break
      hasMore = clock.now() - begunAt > STRETCH_MS
      if (hasMore) break
    }
    if (unknown.length > 0) troubles.add({ code: 'unknown-documents', text: unknownText(unknown) })
  }

  /** Returns false if the next document would fail too. */
  async function collectOne(entry: Entry, places: Places): Promise<boolean> {
    try {
      const brought = await fetchAndPlace(entry, places, gateway, clock.now)
      if (brought.kind !== 'ok') {
        log(`${entry.name} not fetched: ${brought.why}`)
        if (brought.kind === 'refused' && brought.code === DAMAGED)
          troubles.add({ code: 'damaged-document', text: `${entry.name} comes damaged, and is not put.` })
        return brought.kind === 'refused' && brought.code !== 'no-lease'
      }
      const { state: now, name, reason } = brought.value
      if (now === 'intended') {
        troubles.add({ code: 'removed-file', text: removedText(name) })
        return true
      }
      if (now === 'unknown') {
        log(`${name}: the rename failed, and the file is in neither folder`)
        return true
      }
      log(now === 'failed' ? `${name} not put: ${reason}` : `${name} put into the folder`)
      return (await reports.report(brought.value)).kind !== 'unreachable'
    } catch (error) {
      // After the document was placed, a disk error concerns another file.
      if (isBadName(error) && isWaiting(entry, places)) {
        fail(journal.get(entry.id) ?? entry, places, `The disk takes no file named ${entry.name}.`)
        return true
      }
      const trouble = diskTrouble(error, `${ports.folder}, ${entry.name}`)
      if (!trouble) throw error
      troubles.add(trouble)
      return !blocksAll(trouble)
    }
  }

  /** A file missing from the folder was consumed, if the folder is still the same folder. */
  function watch(folder: Folder): void {
    const consumed = journal.all().filter((entry) => isInFolder(entry) && !folder.look(entry.name))
    if (consumed.length === 0) return
    if (!folder.isStillThere())
      throw new FolderChanged(`${folder.path} is another folder than when this courier started.`)
    for (const entry of consumed) {
      journal.save({ ...entry, consumedAt: clock.now() })
      log(`${entry.name} consumed`)
    }
  }

  /** After a crash, a document missing from the work folder was placed. */
  const wasPlaced = (entry: Entry): boolean =>
    isInFolder(entry) || (entry.state === 'placing' && !isWaiting(entry, state))

  function confirm(folder: Folder): void {
    const placed = isRecovered ? [] : journal.all().filter(wasPlaced)
    knownFolder.confirm(
      folder,
      placed.map(({ name }) => name),
    )
  }

  async function work(folder: Folder, reply: HeartbeatReply | null): Promise<void> {
    const places: Places = { journal, work: state.work, folder }
    settlePlaced(places, clock.now())
    if (!isRecovered) removeIncomplete(places)
    isRecovered = true
    if (!reply) return
    // Report first: if connections are short, a steady flow of new documents would keep the gateway from every status.
    await guarded(ports.folder, () => reportAll(reply))
    await collect(places, reply)
  }

  async function readAnswers(): Promise<void> {
    const settings = ports.answers
    if (!settings) return
    await inFolder(settings.folder, async (folder) => {
      const [read, refused] = ['read', 'refused'].map((name) => {
        folder.makeFolder(name)
        return ports.openFolder(`${settings.folder}/${name}`)
      })
      if (!read || !refused) return
      try {
        again = await answers.read(
          { folder, read, refused },
          { journal, gateway, log, trouble: troubles.add, ...settings },
        )
      } finally {
        read.close()
        refused.close()
      }
    })
  }

  async function reportAll({ documents }: HeartbeatReply): Promise<void> {
    if (await reports.reportAll(documents)) hasMore = true
  }

  return {
    /** Returns true without issues for the operator, and if the gateway was reached. */
    async turn(): Promise<boolean> {
      troubles.begin()
      again = false
      hasMore = false
      const reply = await guarded(ports.folder, () => sendHeartbeat())
      await inFolder(ports.folder, (folder) => work(folder, reply), confirm)
      if (isRecovered) await inFolder(ports.folder, async (folder) => watch(folder))
      await readAnswers()
      await guarded(ports.folder, async () => {
        if (reply) await reportAll(reply)
        journal.prune(clock.now() - KEEP_MS)
      })
      troubles.end()
      return reply !== null && troubles.list().length === 0
    },
    /** A file must be checked once more before the courier reads the file. */
    get looksAgain() {
      return again
    },
    /** A turn was cut short: the next turn should start at once. */
    get hasMore() {
      return hasMore
    },
    /** Returns the lease. */
    leave: () => sendHeartbeat(true),
  }
}

export type Courier = ReturnType<typeof createCourier>

const removedText = (name: string): string =>
  `Another program, such as a virus scanner, removed ${name} from the work folder before it was placed. The courier fetches it again. Exclude the state folder from that program.`

const unknownText = (names: readonly string[]): string =>
  `${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}: fetched under this courier's name before, and its journal does not know what became of it. Look for it in the folder and in the ERP; then mark the order done, or retry it.`
