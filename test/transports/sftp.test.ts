import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sftp } from '../../src/transports/sftp.ts'
import { lateLine } from '../fakes/late-line.ts'
import { DENIED, FAILURE, MISSING, openSftpServer, type SftpManners, type SftpServer } from '../servers/sftp-server.ts'
import { BYTES } from './folder/trial.ts'
import { sftpTrial } from './sftp/trial.ts'

let server: SftpServer
beforeAll(async () => {
  server = await openSftpServer()
})
afterAll(() => server.close())

const { put, again, files } = sftpTrial(() => server)

describe('a delivery by SFTP', () => {
  it('writes under a temporary name, renames, and leaves the final name only', async () => {
    expect(await put({})).toEqual({ outcome: 'delivered', note: 'PO-1-1.edi is in /in.' })
    expect(files()).toEqual({ '/in/PO-1-1.edi': BYTES })
    expect(server.log).toContain('OPEN /in/.PO-1-1.edi.part')
  })

  it('replaces its own earlier try, temporary or finished, where the server itself does not', async () => {
    server.behave({})
    server.files.set('/in/.PO-1-1.edi.part', Buffer.from('half a docu'))
    server.files.set('/in/PO-1-1.edi', Buffer.from(BYTES))
    expect((await again()).outcome).toBe('delivered')
    expect(files()).toEqual({ '/in/PO-1-1.edi': BYTES })
  })

  it('writes the trigger last', async () => {
    expect(await put({}, { completion: 'triggerFile' })).toMatchObject({ outcome: 'delivered' })
    expect(files()).toEqual({ '/in/PO-1-1.edi': BYTES, '/in/PO-1-1.edi.trg': '' })
    expect(server.log.filter((line) => line.startsWith('OPEN'))).toEqual([
      'OPEN /in/PO-1-1.edi',
      'OPEN /in/PO-1-1.edi.trg',
    ])
  })

  it('signs in through prompts where the server asks by them', async () => {
    expect(await put({ prompts: true })).toMatchObject({ outcome: 'delivered' })
  })

  it('goes without the size where the server does not tell it', async () => {
    for (const STAT of [DENIED, FAILURE, 8]) {
      expect(await put({ answers: { STAT } })).toMatchObject({ outcome: 'delivered' })
    }
  })

  it('lands in the folder it is let into when none is named', async () => {
    expect(await put({}, { folder: '.' })).toMatchObject({ outcome: 'delivered' })
    expect(files()).toEqual({ 'PO-1-1.edi': BYTES })
  })
})

describe('a server that says no', () => {
  it.each<[string, SftpManners, object, RegExp]>([
    [
      'another host key',
      {},
      { hostKeys: [`SHA256:${'A'.repeat(43)}`] },
      /showed the host key SHA256:.+hostKeys.+add it to `hostKeys` of the route\. Then deploy/,
    ],
    [
      'a wrong password',
      { password: 'another' },
      {},
      /does not let user orders in with the password.+signs in with SFTP_PASSWORD/,
    ],
    ['a key that is none', {}, { privateKey: 'SFTP_KEY' }, /private key in SFTP_KEY cannot be read/],
    [
      'a secret that is not set',
      {},
      { password: 'NO_SUCH_SECRET' },
      /^The secret NO_SUCH_SECRET is not set, so nothing was sent\.$/,
    ],
    ['no SFTP', { noSftp: true }, {}, /offers user orders no SFTP/],
    ['a missing folder', { folders: ['.'] }, {}, /no folder \/in.+Nothing was created/],
    ['a missing folder, as plain failure', { folders: ['.'], answers: { OPEN: FAILURE } }, {}, /no folder \/in/],
    ['a denied folder', { answers: { OPEN: DENIED } }, {}, /does not let us write into its folder \/in/],
    ['a denied rename', { answers: { RENAME: DENIED } }, {}, /did not rename.+completion/],
  ])('pauses the route for %s, and leaves nothing', async (_, manners, more, note) => {
    const receipt = await put(manners, more)
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', routeWide: true })
    expect(receipt.note).toMatch(note)
    expect(receipt.note).not.toMatch(/pass-|no key at all/)
    expect(files()).toEqual({})
    expect(server.connections).toBeLessThanOrEqual(1)
  })

  it('refuses one delivery, not the route, when it may not replace what has its name', async () => {
    server.behave({ answers: { REMOVE: DENIED } })
    server.files.set('/in/PO-1-1.edi', Buffer.from('theirs'))
    const receipt = await again()
    expect(receipt).toMatchObject({ outcome: 'refused', reached: 'no', note: expect.stringMatching(/already in \/in/) })
    expect(receipt).not.toHaveProperty('routeWide', true)
    expect(files()).toMatchObject({ '/in/PO-1-1.edi': 'theirs' })
  })

  it('tries again when the disk is full, and takes the piece away', async () => {
    expect(await put({ answers: { WRITE: FAILURE } })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    expect(files()).toEqual({})
  })

  it('says maybe when the disk is full under the final name', async () => {
    const receipt = await put({ answers: { WRITE: FAILURE } }, { completion: 'direct' })
    expect(receipt).toMatchObject({ outcome: 'deferred', reached: 'maybe' })
  })

  it('is uncertain when the finished temporary file went away by itself', async () => {
    expect(await put({ answers: { RENAME: MISSING } })).toMatchObject({ outcome: 'uncertain' })
  })
})

describe('a line that drops', () => {
  it('was never there: nothing was sent', async () => {
    const { port } = server
    expect(await put({}, { port: 1 })).toMatchObject({ outcome: 'deferred', reached: 'no' })
    expect(port).not.toBe(1)
  })

  it.each(['OPEN', 'WRITE', 'CLOSE', 'STAT'] as const)('at %s: only a temporary file can be there', async (at) => {
    for (const after of at === 'STAT' ? [false] : [false, true]) {
      expect(await put({ cut: { at, after } })).toMatchObject({ outcome: 'deferred', reached: 'no' })
      expect([...server.files.keys()].filter((name) => !name.includes('/.'))).toEqual([])
    }
  })

  it('once the rename was asked for: it may have landed', async () => {
    for (const after of [false, true])
      expect(await put({ cut: { at: 'RENAME', after } })).toMatchObject({ outcome: 'uncertain' })
    server.behave({})
    server.files.set('/in/PO-1-1.edi', Buffer.from(BYTES))
    expect(await again()).toMatchObject({ outcome: 'delivered' })
    expect(files()).toEqual({ '/in/PO-1-1.edi': BYTES })
  })

  it('while a file of its final name is written: it may have landed', async () => {
    expect(await put({ cut: { at: 'WRITE', after: true } }, { completion: 'direct' })).toMatchObject({
      outcome: 'uncertain',
    })
  })
})

describe('the settings of SFTP', () => {
  const given = { kind: 'sftp', host: 'sftp.example', user: 'orders', password: 'P' }

  it('must pin a host key', () => {
    const said = (more: object) => sftp.settings.safeParse({ ...given, ...more }).error?.issues[0]
    for (const more of [{}, { hostKeys: [] }, { hostKeys: 'SHA256:x' }]) {
      expect(said(more)?.path[0]).toBe('hostKeys')
      expect(said(more)?.message).toMatch(/^must pin the server's host key/)
    }
  })

  it.each(['SHA256:AAAA…', 'SHA256:AAAA', 'ssh-ed25519 AAAA', `MD5:${'a'.repeat(43)}`])(
    'say that a pin has not the form of a fingerprint: %s',
    (pin) => {
      const [issue] = sftp.settings.safeParse({ ...given, hostKeys: [pin] }).error?.issues ?? []
      expect(issue?.path).toEqual(['hostKeys', 0])
      expect(issue?.message).toMatch(/^has not the form of a fingerprint: SHA256: and 43 letters/)
    },
  )

  it('must name a password or a key', () => {
    const { password: _, ...open } = { ...given, hostKeys: [`SHA256:${'A'.repeat(43)}`] }
    expect(sftp.settings.safeParse(open).error?.issues[0]?.message).toMatch(/is missing, and so is privateKey/)
  })
})

it('begins nothing on a line that came too late', async () => {
  server.behave({})
  const receipt = await again({}, lateLine())
  expect(receipt).toMatchObject({ outcome: 'deferred', reached: 'no', note: expect.stringContaining('time was up') })
  expect(server.files.size).toBe(0)
})
