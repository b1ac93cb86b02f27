import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FtpServer, openFtpServer } from '../../servers/ftp-server.ts'
import { DENIED, openSftpServer, type SftpManners, type SftpServer } from '../../servers/sftp-server.ts'
import { course, examined, failures, PASSWORD } from './examined.ts'

let sftp: SftpServer
let ftp: FtpServer
beforeAll(async () => {
  sftp = await openSftpServer()
  ftp = await openFtpServer()
})
afterAll(() => {
  sftp.close()
  ftp.close()
})

const byKey = (more: object = {}) => ({
  ...{ kind: 'sftp', host: '127.0.0.1', port: sftp.port, user: 'orders', password: 'PASSWORD', folder: '/in' },
  ...{ hostKeys: [sftp.hostKey], ...more },
})
const inTheClear = (more: object = {}) => ({
  ...{ kind: 'ftp', host: '127.0.0.1', port: ftp.port, user: 'orders', password: 'PASSWORD', folder: '/in' },
  ...{ security: 'none', insecure: true, ...more },
})

describe('the doctor, at an SFTP server', () => {
  it('goes the whole way, leaves nothing behind, and asks who compared the host key', async () => {
    sftp.behave({})
    const findings = await examined(byKey())
    expect(course(findings)).toEqual([
      ...['resolve doubt', 'connect good', 'secure doubt', 'sign in good', 'write good', 'rename good'],
    ])
    expect(findings[2]).toMatchObject({
      text: expect.stringContaining(sftp.hostKey),
      help: expect.stringMatching(/^Tele/),
    })
    expect(sftp.log.filter((line) => line.startsWith('OPEN'))).toEqual([
      expect.stringMatching(/^OPEN \/in\/\.orderbridge-doctor-[0-9a-f]{8}\.part$/),
    ])
    expect([...sftp.files.keys()]).toEqual([])
  })

  it('shows the key of a server whose key is not known yet, and signs in nowhere', async () => {
    sftp.behave({})
    for (const hostKeys of [undefined, []]) {
      const findings = await examined(byKey({ hostKeys }))
      expect(failures(findings)).toMatchObject([
        { phase: 'secure', help: expect.stringContaining(`hostKeys: ['${sftp.hostKey}']`) },
      ])
    }
    expect(sftp.log).not.toContainEqual(expect.stringMatching(/^auth/))
  })

  it.each([
    ['none', undefined, 'This route pins none yet.'],
    [
      'the placeholder of `init`',
      `SHA256:${'A'.repeat(43)}`,
      /pins SHA256:A{43}, a placeholder that is the key of no server\./,
    ],
    ['another key', `SHA256:${'B'.repeat(43)}`, /pins SHA256:B{43}: it may have been changed, or somebody poses/],
  ])('says what the route pins: %s', async (_, pin, sentence) => {
    sftp.behave({})
    const [finding] = failures(await examined(byKey({ hostKeys: pin && [pin] })))
    expect(finding?.text).toMatch(sentence)
  })

  it('writes down who compared a key, only when the server shows that very key, and never asks again', async () => {
    sftp.behave({})
    const folder = mkdtempSync(path.join(tmpdir(), 'orderbridge-doctor-'))
    try {
      const other = { hostKey: `SHA256:${'B'.repeat(43)}`, by: 'Jo' }
      expect(failures(await examined(byKey(), { folder, compared: other }))).toMatchObject([{ phase: 'secure' }])
      const compared = { hostKey: sftp.hostKey, by: 'Jo with An of Fresco, by telephone' }
      const now = Date.parse('2026-11-24T10:00:00Z')
      expect(course(await examined(byKey(), { folder, compared, now }))).toContain('secure good')
      expect(JSON.parse(readFileSync(path.join(folder, 'host-keys.json'), 'utf8'))).toEqual([
        ...[{ host: '127.0.0.1', port: sftp.port, hostKey: sftp.hostKey, confirmedBy: compared.by }].map((one) => ({
          ...one,
          confirmedOn: '2026-11-24',
        })),
      ])
      expect((await examined(byKey(), { folder }))[2]?.text).toMatch(/confirmed by Jo with An.+ on 2026-11-24/)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })

  it.each<[string, SftpManners, object, string]>([
    ['a wrong password', { password: 'another' }, {}, 'sign in'],
    ['no SFTP', { noSftp: true }, {}, 'open'],
    ['a missing folder', { folders: ['.'] }, {}, 'open'],
    ['a denied folder', { answers: { OPEN: DENIED } }, {}, 'write'],
    ['a denied rename', { answers: { RENAME: DENIED } }, {}, 'rename'],
    ['a key that cannot be read', {}, { privateKey: 'PASSWORD' }, 'settings'],
  ])('names the phase of %s and what to do, and repeats no password', async (_, manners, more, phase) => {
    sftp.behave(manners)
    const findings = await examined(byKey(more))
    expect(failures(findings)).toMatchObject([{ phase, help: expect.stringMatching(/\w+ .+\.$/) }])
    expect(JSON.stringify(findings)).not.toContain(PASSWORD)
    expect([...sftp.files.keys()]).toEqual([])
  })

  it('tells what it could not take away', async () => {
    sftp.behave({ answers: { REMOVE: DENIED } })
    expect((await examined(byKey({ completion: 'direct' }))).at(-1)).toMatchObject({ verdict: 'doubt', phase: 'write' })
  })

  it('sends a document that says it is a test, and says that it did', async () => {
    sftp.behave({})
    const document = {
      format: 'edifact-d96a',
      sender: { id: 'US', qualifier: 'ZZZ' },
      recipient: { id: 'THEM', qualifier: 'ZZZ' },
    }
    const findings = await examined(byKey(), { test: true, document })
    expect(findings.at(-1)).toMatchObject({
      verdict: 'good',
      text: expect.stringMatching(/^A test document was sent: order TEST-\w+, .+ test indicator/),
    })
    const [[name, bytes] = ['', Buffer.alloc(0)]] = [...sftp.files]
    expect(name).toMatch(/^\/in\/TEST-\w+-1\.edi$/)
    const segments = bytes.toString('latin1').split("'")
    expect(segments.find((one) => one.startsWith('UNB'))).toMatch(/\+1$/)
    expect(bytes.toString('latin1')).toContain('TEST ORDER')
  })

  it('sends no test where something failed before', async () => {
    sftp.behave({ password: 'another' })
    expect((await examined(byKey(), { test: true })).at(-1)?.text).toBe('No test document was sent.')
    expect([...sftp.files.keys()]).toEqual([])
  })
})

describe('the doctor, at an FTP server', () => {
  it('goes the whole way, leaves nothing behind, and minds that all of it is in the clear', async () => {
    ftp.behave({})
    expect(course(await examined(inTheClear()))).toEqual([
      ...['resolve doubt', 'connect good', 'secure doubt', 'sign in good', 'write good', 'rename good'],
    ])
    expect([...ftp.files.keys()]).toEqual([])
  })

  it.each([
    ['PASS', 530, 'sign in'],
    ['CWD', 550, 'open'],
    ['STOR', 553, 'write'],
    ['RNFR', 550, 'rename'],
  ])('names the phase when %s is answered %i', async (command, code, phase) => {
    ftp.behave({ answers: { [command]: code } })
    expect(failures(await examined(inTheClear()))).toMatchObject([{ phase }])
  })

  it('says that a server without TLS offers none', async () => {
    ftp.behave({})
    expect(failures(await examined(inTheClear({ security: 'explicit', insecure: false })))).toMatchObject([
      { phase: 'secure', text: expect.stringContaining('offers no TLS') },
    ])
    expect(ftp.log).not.toContain('PASS')
  })
})
