import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Courier, createCourier } from '../../src/courier/courier.ts'
import { type Folder, openFolder } from '../../src/courier/folder.ts'
import type { Answer, Gateway, Self, Word } from '../../src/courier/gateway.ts'
import { openJournal } from '../../src/courier/journal.ts'
import type { CourierIssue } from '../../src/outbox/mailbox/couriers.ts'
import { mailboxRoute, supplierWith } from '../fakes/orders.ts'
import { type TestOutbox, testOutbox } from '../fakes/outbox.ts'

/** The process ends here. */
export class Killed extends Error {}

/** Called around every disk operation and request of a courier; may throw an error at that point. */
export type Around = (moment: 'before' | 'halfway' | 'after', what: string) => void

/** Thousands of fsyncs: in memory where that is possible. */
const SWIFT = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const CALM: Around = () => {}

/** The disk, or the gateway, answers with this error before that step. */
export const failing =
  (what: string, code: string): Around =>
  (moment, step) => {
    if (moment === 'before' && step === what) throw Object.assign(new Error(code), { code })
  }

/** A real outbox, real folders, and couriers that can be stopped at any point. The disk is this machine's. */
export function openWorld(
  route: Record<string, unknown> = {},
  acknowledge: (text: string) => Answer<null> = () => ({ kind: 'ok', value: null }),
) {
  const root = mkdtempSync(path.join(SWIFT, 'orderbridge-courier-'))
  const folder = path.join(root, 'in')
  mkdirSync(folder)
  const supplier = supplierWith({
    routes: [
      mailboxRoute('box', {
        transport: { kind: 'mailbox', token: 'MAILBOX_TOKEN', courier: {} },
        receipt: 'consumed',
        ...route,
      }),
    ],
  })
  const test = testOutbox({ supplier })
  const eaten: { name: string; text: string }[] = []
  const log: string[] = []
  const spoilt = new Set<string>()

  async function place(...orders: string[]): Promise<void> {
    for (const orderId of orders) test.accept({ orderId })
    await test.work()
  }

  return {
    root,
    folder,
    test,
    log,
    /** Names of documents that change in transit. */
    spoilt,
    /** Documents that the ERP consumed, in order. */
    eaten,
    place,
    /** The ERP consumes all files of its folder. */
    eat(): void {
      for (const name of readdirSync(folder)) {
        eaten.push({ name, text: readFileSync(path.join(folder, name), 'utf8') })
        rmSync(path.join(folder, name), { recursive: true })
      }
    },
    lying: (): string[] => readdirSync(folder).sort(),
    /** Alerts sent to people, and their ends. */
    told: (): string[] => test.alerts.map(({ kind, of, cause }) => `${of ? `${of} over` : kind} ${cause ?? ''}`.trim()),
    /** A person has the first order handed over again. */
    async retry(): Promise<void> {
      test.outbox.retry('order-1', 'box', { by: 'ann' })
      await test.work()
    },
    courier: (state = 'state', around: Around = CALM, answers: Parameters<typeof openCourier>[3] = null) =>
      openCourier(
        { root, folder, test, log, spoilt, acknowledge: (text) => acknowledge(text) },
        state,
        around,
        answers,
      ),
    /** The document that the gateway would hand out for an order. */
    document: (orderId: string): string =>
      new TextDecoder().decode(test.outbox.document(orderId, 'box', null)?.bytes ?? new Uint8Array()),
    close: () => rmSync(root, { recursive: true, force: true }),
  }
}

export type World = ReturnType<typeof openWorld>

export interface TestCourier extends Courier {
  readonly close: () => void
}

interface Surroundings {
  readonly root: string
  readonly folder: string
  readonly test: TestOutbox
  readonly log: string[]
  readonly spoilt: ReadonlySet<string>
  readonly acknowledge: (text: string) => Answer<null>
}

/** A new run of the courier with this state folder. */
function openCourier(
  { root, folder, test, log, spoilt, acknowledge }: Surroundings,
  name: string,
  around: Around,
  answers: { folder: string; errorSuffixes: readonly string[]; acknowledges: boolean } | null,
): TestCourier {
  const state = path.join(root, name)
  for (const sub of ['journal', 'work']) mkdirSync(path.join(state, sub), { recursive: true })
  const open = (place: string, expected?: Parameters<typeof openFolder>[1]): Folder =>
    slow(openFolder(place, expected), path.basename(place), around)
  const work = open(path.join(state, 'work'))
  const shelf = open(path.join(state, 'journal'))
  const ownRoot = open(state)
  const self: Self = { courier: `courier-${name}`, run: randomUUID(), after: runsOf(state), host: name }
  const courier = createCourier({
    gateway: gatewayOf(test, self, around, spoilt, acknowledge),
    openFolder: open,
    state: { root: ownRoot, work, settleRun: () => {} },
    journal: openJournal(shelf, () => {}),
    folder,
    answers,
    clock: test.clock,
    log: (line) => log.push(`${name}: ${line}`),
  })
  RUNS.set(state, [...self.after, self.run])
  return Object.assign(courier, {
    close() {
      work.close()
      shelf.close()
      ownRoot.close()
    },
  })
}

const RUNS = new Map<string, readonly string[]>()
const runsOf = (state: string): readonly string[] => RUNS.get(state) ?? []

function slow(folder: Folder, name: string, around: Around): Folder {
  const step =
    <A extends unknown[], R>(what: string, work: (...given: A) => R) =>
    (...given: A): R => {
      around('before', `${what} in ${name}`)
      const done = work(...given)
      around('after', `${what} in ${name}`)
      return done
    }
  return {
    ...folder,
    write(file, bytes) {
      around('before', `write in ${name}`)
      try {
        around('halfway', `write in ${name}`)
      } catch (error) {
        folder.write(file, bytes.subarray(0, bytes.byteLength / 2))
        throw error
      }
      folder.write(file, bytes)
      around('after', `write in ${name}`)
    },
    look: step('look', folder.look),
    take: step('take', folder.take),
    remove: step('remove', folder.remove),
    sync: step('sync', folder.sync),
  }
}

function gatewayOf(
  test: TestOutbox,
  self: Self,
  around: Around,
  spoilt: ReadonlySet<string>,
  acknowledge: (text: string) => Answer<null>,
): Gateway {
  const asked = async <T>(what: string, work: () => Answer<T>): Promise<Answer<T>> => {
    around('before', what)
    const answer = work()
    around('after', what)
    return answer
  }
  const refused = (code: string): Answer<never> => ({ kind: 'refused', status: 409, code, why: code })
  return {
    sendHeartbeat: (issues: readonly CourierIssue[], leaving: boolean) =>
      asked('heartbeat', () => ({ kind: 'ok', value: test.outbox.heartbeat('box', { ...self, issues, leaving }) })),
    wasRenamedFrom: async () => ({ kind: 'ok', value: false }),
    fetch: ({ id, digest }) =>
      asked<Uint8Array>('fetch', () => {
        const found = test.outbox.fetchDocument('box', id, self)
        if (typeof found === 'string') return refused(CODES[found] ?? found)
        const same = createHash('sha256').update(found.bytes).digest('hex') === digest
        return same && !spoilt.has(found.fileName) ? { kind: 'ok', value: found.bytes } : refused('damaged')
      }),
    say: (
      id: string,
      word: Word,
      { handover, agoSeconds, reason = null }: { handover: number; agoSeconds: number; reason?: string | null },
    ) =>
      asked<null>(word, () => {
        const report = { handover, agoMs: agoSeconds * 1000 }
        const said = test.outbox.applyMailboxStatus('box', id, word, word === 'failed' ? reason : null, report)
        return typeof said === 'string' && said !== 'repeated'
          ? refused(CODES[said] ?? said)
          : { kind: 'ok', value: null }
      }),
    acknowledge: (bytes) => asked<null>('acknowledge', () => acknowledge(new TextDecoder().decode(bytes))),
  }
}

const CODES: Readonly<Record<string, string>> = {
  superseded: 'wrong-state',
  settled: 'wrong-state',
  absent: 'not-found',
  held: 'document-held',
}
