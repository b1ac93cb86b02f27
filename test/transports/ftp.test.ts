import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noteText, readFindings } from '../../src/model/finding.ts'
import { ftp } from '../../src/transports/ftp.ts'
import { lateLine } from '../fakes/late-line.ts'
import { type FtpManners, type FtpServer, openFtpServer } from '../servers/ftp-server.ts'
import { BYTES, folderTrial } from './folder/trial.ts'

let server: FtpServer
beforeAll(async () => {
  server = await openFtpServer()
})
afterAll(() => server.close())

const FINAL = '/in/PO-1-1.edi'

const { put, again, look, files } = folderTrial({
  transport: ftp,
  server: () => server,
  settings: () => ({
    ...{ kind: 'ftp', host: '127.0.0.1', port: server.port, security: 'none', insecure: true, user: 'orders' },
    ...{ password: 'FTP_PASSWORD', folder: '/in', timeoutSeconds: 60 },
  }),
  secrets: { FTP_PASSWORD: 'pass-64d8e2b7', FTP_BROKEN: 'pass-64d8e2b7\n' },
})

/** TLS, and servers that people run, are tried in test/transports/conformance. */
describe('a delivery by FTP', () => {
  it('writes under a temporary name, renames, and leaves the final name only', async () => {
    expect(await put({})).toEqual({ outcome: 'delivered', note: 'PO-1-1.edi is in /in.' })
    expect(files()).toEqual({ [FINAL]: BYTES })
    expect(server.log).toContain('STOR .PO-1-1.edi.part')
  })

  it('replaces its own earlier try where the server itself does not', async () => {
    server.behave({})
    server.files.set('/in/.PO-1-1.edi.part', 'half a docu')
    server.files.set(FINAL, 'an earlier version')
    expect((await again()).outcome).toBe('delivered')
    expect(files()).toEqual({ [FINAL]: BYTES })
  })

  it('goes without the size where the server does not tell it', async () => {
    expect(await put({ answers: { SIZE: 502 } })).toMatchObject({ outcome: 'delivered' })
  })

  it('writes the trigger last', async () => {
    expect(await put({}, { completion: 'triggerFile', triggerSuffix: '.ok' })).toMatchObject({ outcome: 'delivered' })
    expect(files()).toEqual({ [FINAL]: BYTES, [`${FINAL}.ok`]: '' })
  })

  it('takes a trigger away before it writes what that would call whole', async () => {
    server.behave({ cut: { at: 'STOR', after: true } })
    server.files.set(FINAL, 'an earlier writing')
    server.files.set(`${FINAL}.trg`, '')
    expect(await again({ completion: 'triggerFile' })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    expect(files()).not.toHaveProperty([`${FINAL}.trg`])
  })

  it('may have arrived once the trigger was there, though the server says that it failed', async () => {
    server.behave({ answers: { 'STOR PO-1-1.edi.trg': 451 } })
    expect(await again({ completion: 'triggerFile' })).toMatchObject({ outcome: 'deferred', reached: 'maybe' })
    server.behave({ answers: { 'STOR PO-1-1.edi.trg': 553 } })
    expect(await again({ completion: 'triggerFile' })).toMatchObject({
      ...{ outcome: 'refused', reached: 'no', routeWide: true },
      note: expect.stringContaining('.trg'),
    })
    expect(files()).toEqual({})
  })

  it('may have arrived under its own name, though the server says afterwards that it may not', async () => {
    expect(await put({ keepsAndSays: 550 }, { completion: 'direct' })).toMatchObject({
      ...{ outcome: 'refused', reached: 'maybe' },
    })
  })

  it.each<[string, FtpManners, RegExp]>([
    ['a wrong password', { answers: { PASS: 530 } }, /does not let user orders in.+signs in with FTP_PASSWORD/],
    ['a missing folder', { answers: { CWD: 550 } }, /no folder \/in.+Nothing was created/],
    ['a denied folder', { answers: { STOR: 553 } }, /does not let us write into its folder \/in/],
    ['a demand for session reuse', { answers: { STOR: 522 } }, /resume.+TLS session.+require_ssl_reuse.+SFTP/],
    ['a demand for session reuse that comes after the break', { breaks: 522 }, /resume.+TLS session/],
    ['a denied rename', { answers: { RNFR: 550 } }, /did not rename.+completion/],
    ['an unknown rename', { answers: { RNTO: 502 } }, /did not rename.+completion/],
  ])('pauses the route for %s, and leaves nothing', async (_, manners, note) => {
    const receipt = await put(manners)
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toMatch(note)
    expect(receipt.note).not.toMatch(/pass-/)
    expect(noteText(receipt.note, 'nl')).not.toMatch(/\b(?:The route|Set the right|Only `security|server must)\b/)
    expect(files()).toEqual({})
    expect(server.connections).toBe(1)
  })

  it('calls nobody without its password, and names the secret', async () => {
    expect(await put({}, { password: 'NO_SUCH' })).toMatchObject({
      ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
      note: 'The secret NO_SUCH is not set, so nothing was sent.',
    })
    expect(server.connections).toBe(0)
  })

  it('calls nobody with a password that would end its command, and names the secret', async () => {
    expect(await put({}, { password: 'FTP_BROKEN' })).toMatchObject({
      ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
      note: expect.stringMatching(/FTP_BROKEN.+line break/),
    })
    expect(server.connections).toBe(0)
  })

  it.each([451, 452, 552])('tries again when the disk is full (%i)', async (code) => {
    expect(await put({ answers: { STOR: code } })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    expect(files()).toEqual({})
  })

  it('tries again when the server is busy', async () => {
    for (const command of ['USER', 'CWD']) {
      expect(await put({ answers: { [command]: 421 } })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    }
  })

  it('tries again when the server has no room for one more, whatever its code', async () => {
    const crowded = '530 Sorry, the maximum number of allowed clients (5) already connected.'
    const manners = [{ says: { PASS: crowded } }, { says: { USER: '530 Too many connections from your user' } }]
    for (const one of manners) expect(await put(one)).toMatchObject({ outcome: 'deferred', reached: 'no' })
    const wrong = { says: { PASS: '530 Login incorrect. Too many failed attempts close this account.' } }
    expect(await put(wrong)).toMatchObject({ outcome: 'refused', routeWide: true })
  })

  it('names a broken sign-in with a code that speaks of no other protocol', async () => {
    const { note } = await put({ cut: { at: 'PASS', after: false } })
    expect(readFindings(note).map(({ code }) => code)).toEqual(['sign-in-broke-off', 'nothing-sent'])
  })

  it.each(['PASS', 'CWD', 'EPSV', 'STOR', 'SIZE'])('has sent nothing that counts when cut at %s', async (at) => {
    for (const after of [false, true]) {
      expect(await put({ cut: { at, after } })).toMatchObject({ outcome: 'deferred', reached: 'no' })
      expect(files()).not.toHaveProperty(FINAL)
    }
  })

  it('may have landed once the rename was asked for, or while it was written under its own name', async () => {
    for (const after of [false, true])
      expect(await put({ cut: { at: 'RNTO', after } })).toMatchObject({ outcome: 'uncertain' })
    expect(await put({ cut: { at: 'STOR', after: true } }, { completion: 'direct' })).toMatchObject({
      outcome: 'uncertain',
    })
  })
})

describe('a server of FTP that answers early, late or twice', () => {
  it('is waited for where it greets before it is ready', async () => {
    expect(await put({ isSlow: true })).toMatchObject({ outcome: 'delivered' })
    expect(files()).toEqual({ [FINAL]: BYTES })
  })

  it.each(['rename', 'direct'])('has nothing that it says it has before a byte was sent: %s', async (completion) => {
    const receipt = await put({ skips: true, answers: { SIZE: 502 } }, { completion })
    expect(receipt).not.toMatchObject({ outcome: 'delivered' })
    expect(files()).toEqual({})
  })

  it.each(['rename', 'direct'])(
    'has nothing whole where its data line broke, whatever it says: %s',
    async (completion) => {
      expect(await put({ breaks: 226, answers: { SIZE: 502 } }, { completion })).not.toMatchObject({
        outcome: 'delivered',
      })
    },
  )

  it('has not renamed anything yet where the answer in the place of that was about something else', async () => {
    expect(await put({ stutters: true, answers: { RNTO: 553 } })).not.toMatchObject({ outcome: 'delivered' })
    expect(files()).not.toHaveProperty(FINAL)
  })
})

describe('a look by FTP whether an earlier try has arrived', () => {
  const ARCHIVE = { archiveFolder: '/done' }

  it('finds it in the folder or in the archive, byte for byte', async () => {
    server.behave({})
    server.files.set(FINAL, BYTES)
    expect(await look()).toMatchObject({
      outcome: 'delivered',
      note: expect.stringMatching(/^Found there: .+ in \/in/),
    })
    server.behave({})
    server.files.set('/done/PO-1-1.edi', BYTES)
    expect(await look(ARCHIVE)).toMatchObject({ outcome: 'delivered', note: expect.stringMatching(/ in \/done/) })
  })

  it('sends again what is in neither, and leaves nothing of its own there', async () => {
    server.behave({})
    expect(await look(ARCHIVE)).toBeNull()
    server.files.set(FINAL, BYTES.replace('UNB', 'UNX'))
    expect(await look(ARCHIVE)).toBeNull()
    expect([...server.files.keys()]).toEqual([FINAL])
    expect(server.log.filter((line) => line.startsWith('STOR'))).toEqual(['STOR .PO-1-1.edi.look'])
  })

  it('asks where sizes are not told, since a server has one word for that and for no such file', async () => {
    server.behave({ answers: { SIZE: 550 } })
    expect(await look(ARCHIVE)).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
    expect(files()).toEqual({})
  })

  it('asks where there is no archive, or none can be entered', async () => {
    server.behave({})
    expect(await look()).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
  })

  it('takes what broke off while it was read for no other document', async () => {
    server.behave({ gives: 4 })
    server.files.set(FINAL, BYTES)
    expect(await look()).toMatchObject({ outcome: 'delivered' })
  })

  it('goes by the length where nobody may read', async () => {
    server.behave({ answers: { RETR: 550 } })
    server.files.set(FINAL, BYTES)
    expect(await look()).toMatchObject({ outcome: 'delivered' })
  })

  it('is put off by a line that drops', async () => {
    server.behave({ cut: { at: 'SIZE', after: false } })
    expect(await look()).toMatchObject({ outcome: 'deferred', reached: 'no' })
  })
})

it('begins nothing on a line that came too late', async () => {
  server.behave({})
  const receipt = await again({}, lateLine())
  expect(receipt).toMatchObject({ outcome: 'deferred', reached: 'no', note: expect.stringContaining('time was up') })
  expect(server.files.size).toBe(0)
})
