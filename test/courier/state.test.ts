import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFolder } from '../../src/courier/folder.ts'
import { type Entry, openJournal } from '../../src/courier/journal.ts'
import { takeLock } from '../../src/courier/lock.ts'
import { readOptions } from '../../src/courier/options.ts'
import { openStateFolder, readIdentity, type StateFolder } from '../../src/courier/state-folder.ts'
import { readToken } from '../../src/courier/token-file.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'orderbridge-state-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const at = (name: string): string => path.join(root, name)
const PURPOSE = { supplier: 'fresco', route: 'erp', folder: '/erp/in' }

function opened(purpose = PURPOSE, former: string | null = null): StateFolder {
  const state = openStateFolder(at('state'), purpose, randomUUID(), former)
  if (typeof state === 'string' || 'former' in state) throw new Error(JSON.stringify(state))
  return state
}

describe('a state folder', () => {
  it('is the same courier over all its runs, and remembers those that the gateway does not know yet', () => {
    const [first, second, third] = [opened(), null, null].map((state) => {
      const one = state ?? opened()
      one.close()
      return one.self
    })
    expect(new Set([first?.courier, second?.courier, third?.courier]).size).toBe(1)
    expect([first?.after, second?.after, third?.after]).toEqual([[], [first?.run], [first?.run, second?.run]])
    const state = opened()
    state.settleRun()
    state.close()
    const last = opened()
    expect(last.self.after).toEqual([state.self.run])
    last.close()
  })

  it('opens as couriers left it before formats had numbers, and refuses what a newer courier left', () => {
    opened().close()
    const file = at('state/courier.json')
    const { format, ...before } = JSON.parse(readFileSync(file, 'utf8'))
    expect(format).toBe(3)
    writeFileSync(file, JSON.stringify(before))
    const state = opened()
    expect(state.self.courier).toBe(before.courier)
    state.close()
    writeFileSync(file, JSON.stringify({ ...before, format: 4 }))
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toMatch(
      /^A newer courier has used the state folder .* \(format 4\)\. .*: start the newer courier\.$/,
    )
    expect(JSON.parse(readFileSync(file, 'utf8')).format).toBe(4)
  })

  it('serves one courier at a time', () => {
    const state = opened()
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toContain('Another courier is using the state folder')
    state.close()
    opened().close()
  })

  it.each([
    [{ ...PURPOSE, route: 'wms' }, 'belongs to route erp of fresco'],
    [{ ...PURPOSE, folder: '/erp/other' }, 'belongs to the folder /erp/in'],
  ])('serves nothing else than it was made for: %j', (purpose, why) => {
    opened().close()
    expect(openStateFolder(at('state'), purpose, randomUUID())).toContain(why)
    opened().close()
  })

  it('goes on under a new name of its supplier, once the gateway has confirmed the former name', () => {
    const before = opened()
    before.close()
    const renamed = { ...PURPOSE, supplier: 'bistro' }
    expect(openStateFolder(at('state'), renamed, randomUUID())).toEqual({ former: 'fresco' })
    expect(openStateFolder(at('state'), renamed, randomUUID(), 'vega')).toEqual({ former: 'fresco' })
    const after = opened(renamed, 'fresco')
    expect([after.self.courier, after.self.after]).toEqual([before.self.courier, [before.self.run]])
    after.close()
    opened(renamed).close()
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toEqual({ former: 'bistro' })
  })

  it.each([{ route: 'wms' }, { folder: '/erp/other' }])(
    'asks for no former name where also this differs: %j',
    (other) => {
      opened().close()
      const purpose = { ...PURPOSE, supplier: 'bistro', ...other }
      expect(openStateFolder(at('state'), purpose, randomUUID(), 'fresco')).toContain('belongs to')
    },
  )

  it('tells who it is without writing anything, for when its disk is full', () => {
    mkdirSync(at('state'))
    expect(readIdentity(at('state'), 'run-2')).toBeNull()
    const state = opened()
    expect(readIdentity(at('state'), 'run-2')).toEqual({ ...state.self, run: 'run-2', after: [state.self.run] })
    state.close()
  })

  it('that can’t be read is not begun anew: it would be another courier', () => {
    opened().close()
    writeFileSync(at('state/courier.json'), '{')
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toContain("can't be read")
  })
})

describe('the lock', () => {
  const locked = () => {
    mkdirSync(at('lock'), { recursive: true })
    const folder = openFolder(at('lock'))
    const lock = takeLock(folder)
    folder.close()
    return lock
  }

  it('of a process that was killed holds up nobody', async () => {
    mkdirSync(at('lock'))
    const code = `
      import { openFolder } from ${JSON.stringify(path.resolve('src/courier/folder.ts'))}
      import { takeLock } from ${JSON.stringify(path.resolve('src/courier/lock.ts'))}
      console.log(takeLock(openFolder(${JSON.stringify(at('lock'))})) !== null)
      setInterval(() => {}, 1_000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(child.stdout, 'data')
    expect(String(said)).toBe('true\n')
    expect(locked()).toBeNull()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(locked()).not.toBeNull()
  })

  it.runIf(process.platform === 'linux')('of a process whose number another one has by now holds up nobody', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), `${process.pid} another-boot/77 id ${hostname()}`)
    expect(locked()).not.toBeNull()
  })

  it('of another machine holds for as long as it is touched', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), '1 another-boot/77 id another-machine')
    expect(locked()).toBeNull()
    const old = new Date(Date.now() - 61_000)
    utimesSync(at('lock/lock'), old, old)
    expect(locked()).not.toBeNull()
  })

  it('that is just being written is held', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), '')
    expect(locked()).toBeNull()
  })

  it('that the disk gives no word of is not taken for somebody else’s', () => {
    mkdirSync(at('lock'))
    let isAway = false
    const share = openFolder(at('lock'))
    const away = (): never => {
      throw Object.assign(new Error('EHOSTDOWN'), { code: 'EHOSTDOWN' })
    }
    const lock = takeLock({ ...share, look: (name) => (isAway ? away() : share.look(name)) })
    isAway = true
    expect(() => lock?.keep()).toThrow('EHOSTDOWN')
    isAway = false
    expect(lock?.keep()).toBe(true)
  })

  it('of a dead courier goes to the first of two that find it together, and stays with the first', () => {
    mkdirSync(at('lock'))
    writeFileSync(at('lock/lock'), '1 another-boot/77 id another-machine')
    const old = new Date(Date.now() - 61_000)
    utimesSync(at('lock/lock'), old, old)
    const share = openFolder(at('lock'))
    const locks: ReturnType<typeof takeLock>[] = []
    const slow = takeLock({
      ...share,
      take(from, name, to) {
        if (locks.length === 0) locks.push(takeLock(share))
        share.take(from, name, to)
      },
    })
    expect(slow).toBeNull()
    expect(locks[0]?.keep()).toBe(true)
    expect(share.list()).toEqual(['lock'])
    share.close()
  })

  it('that somebody else has taken is noticed, and left alone', () => {
    mkdirSync(at('lock'))
    const folder = openFolder(at('lock'))
    const lock = takeLock(folder)
    expect(lock?.keep()).toBe(true)
    writeFileSync(at('lock/lock'), 'of somebody else')
    expect(lock?.keep()).toBe(false)
    lock?.leave()
    expect(readFileSync(at('lock/lock'), 'utf8')).toBe('of somebody else')
    folder.close()
  })
})

describe('the journal', () => {
  const ENTRY: Entry = {
    id: '313a61',
    handover: 1,
    name: 'PO-1.edi',
    size: 3,
    digest: 'a'.repeat(64),
    state: 'written',
    at: 5,
  }
  const openAgain = (broken: string[] = []) => {
    mkdirSync(at('journal'), { recursive: true })
    const folder = openFolder(at('journal'))
    return { folder, journal: openJournal(folder, (name) => broken.push(name)) }
  }

  it('remembers, and forgets what is long over, but nothing that is still to be put', () => {
    const { journal } = openAgain()
    journal.save(ENTRY)
    journal.save({ ...ENTRY, id: '313a62', state: 'consumed' })
    journal.prune(6)
    expect(openAgain().journal.all()).toEqual([ENTRY])
  })

  it('of an earlier courier is read with every document at the step where it was', () => {
    const { folder, journal } = openAgain()
    journal.save(ENTRY)
    const [name = ''] = folder.list()
    const { handover, ...rest } = ENTRY
    const earlier = (stored: object) =>
      writeFileSync(at(`journal/${name}`), JSON.stringify({ ...rest, round: handover, ...stored }))
    for (const [stored, entry] of [
      // Earlier couriers wrote nothing between the fetch and the rename.
      [{ format: 1 }, { ...ENTRY, state: 'placing' }],
      [{}, { ...ENTRY, state: 'placing' }],
      [
        { format: 1, round: 3, state: 'collected', placedAt: 6, goneAt: 7 },
        { ...ENTRY, handover: 3, state: 'collected', placedAt: 6, consumedAt: 7 },
      ],
      [
        { format: 1, state: 'eaten', goneAt: 7 },
        { ...ENTRY, state: 'consumed', consumedAt: 7 },
      ],
      [
        { format: 1, state: 'unheard' },
        { ...ENTRY, state: 'closed' },
      ],
    ] as const) {
      earlier(stored)
      expect(openAgain().journal.all()).toEqual([entry])
    }
  })

  it('of a courier that wrote nothing before the rename counts a missing document as placed', () => {
    const { folder, journal } = openAgain()
    journal.save(ENTRY)
    expect(openAgain().journal.all()).toEqual([ENTRY])
    const [name = ''] = folder.list()
    writeFileSync(at(`journal/${name}`), JSON.stringify({ ...ENTRY, format: 2 }))
    expect(openAgain().journal.all()).toEqual([{ ...ENTRY, state: 'placing' }])
  })

  it('passes over what was never finished, and says what it can’t read', () => {
    const { journal, folder } = openAgain()
    journal.save(ENTRY)
    const [name = ''] = folder.list()
    for (const [file, text] of [
      [`${name}.new`, '{'],
      ['other.json', JSON.stringify(ENTRY)],
      ['half.json', '{"id":'],
      ['odd.json', JSON.stringify({ ...ENTRY, state: 'sold' })],
    ] as const)
      writeFileSync(at(`journal/${file}`), text)
    const broken: string[] = []
    expect(openAgain(broken).journal.all()).toEqual([ENTRY])
    expect(broken.sort()).toEqual(['half.json', 'odd.json', 'other.json'])
  })
})

describe('a token file', () => {
  const write = (text: string, mode = 0o600): string => {
    writeFileSync(at('token'), text)
    chmodSync(at('token'), mode)
    return at('token')
  }

  it('holds one token', () => {
    expect(readToken(write('s3cret-token\n'))).toEqual({ token: 's3cret-token' })
    expect(readToken(write('s3cret-token', 0o400))).toEqual({ token: 's3cret-token' })
  })

  it.runIf(process.platform !== 'win32').each([0o644, 0o640, 0o604, 0o660, 0o610])(
    'that others can get at is refused: %o',
    (mode) => {
      expect(readToken(write('x', mode))).toMatch(/can be read by others \(mode 6\d\d\)\. Run: chmod 600/)
    },
  )

  it('that is a link, empty, more than a token, or not there is refused', () => {
    symlinkSync(write('x'), at('link'))
    expect(readToken(at('link'))).toContain('not a link')
    expect(readToken(write(' \n'))).toContain('is empty')
    expect(readToken(write('two tokens'))).toContain('nothing else')
    expect(readToken(at('nothing'))).toContain("can't be read (ENOENT)")
  })
})

describe('the options', () => {
  const NEEDED = ['--url', 'https://orders.example/', '--supplier', 'fresco', '--route', 'erp', '--folder', '/erp/in']

  it('have what they need, and sensible defaults', () => {
    expect(readOptions(NEEDED)).toEqual({
      url: 'https://orders.example',
      supplier: 'fresco',
      route: 'erp',
      folder: '/erp/in',
      ackFolder: null,
      state: '/erp/.orderbridge-courier/in',
      tokenFile: null,
      ackTokenFile: null,
      errorSuffixes: ['.err', '.error'],
      everyMs: 15_000,
      once: false,
    })
  })

  it.each([
    [NEEDED.slice(2), '--url is missing'],
    [NEEDED.slice(0, 6), '--folder is missing'],
    [[...NEEDED, '--url', 'http://orders.example'], 'in the clear'],
    [[...NEEDED, '--url', 'orders.example'], 'whole address'],
    [[...NEEDED, '--url', 'https://u:p@orders.example'], 'without a user'],
    [[...NEEDED, '--supplier', '../x'], '--supplier must be a name'],
    [[...NEEDED, '--every', '0'], '--every must be'],
    [[...NEEDED, '--every', 'often'], '--every must be'],
    [[...NEEDED, '--error-suffix', ''], '--error-suffix must be'],
    [[...NEEDED, '--fodler', 'x'], "Unknown option '--fodler'"],
  ])('%j: %s', (words, why) => expect(readOptions(words)).toContain(why))

  it('take http on this machine', () => {
    expect(readOptions([...NEEDED, '--url', 'http://127.0.0.1:8787'])).toMatchObject({ url: 'http://127.0.0.1:8787' })
  })
})
