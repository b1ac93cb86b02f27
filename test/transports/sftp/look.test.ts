import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OutgoingDocument } from '../../../src/transports/transport.ts'
import { DENIED, FAILURE, openSftpServer, type SftpManners, type SftpServer } from '../../servers/sftp-server.ts'
import { BYTES } from '../folder/trial.ts'
import { sftpTrial } from './trial.ts'

let server: SftpServer
beforeAll(async () => {
  server = await openSftpServer()
})
afterAll(() => server.close())

const { look } = sftpTrial(() => server)

describe('a look whether an earlier try has arrived', () => {
  const ARCHIVE = { archiveFolder: '/done' }
  const folders = ['.', '/in', '/done']
  const [here, taken] = ['/in/PO-1-1.edi', '/done/PO-1-1.edi']
  const lies = (where: string, text = BYTES): void => void server.files.set(where, Buffer.from(text))

  it('finds it byte for byte under its final name, and writes nothing', async () => {
    server.behave({})
    lies(here)
    expect(await look()).toEqual({
      outcome: 'delivered',
      note: 'Found there: PO-1-1.edi is in /in, 14 bytes. An earlier try had brought it.',
    })
    expect(server.log.filter((line) => /WRITE|RENAME|REMOVE/.test(line))).toEqual([])
  })

  it('finds it in the archive', async () => {
    server.behave({ folders })
    lies(taken)
    expect(await look(ARCHIVE)).toMatchObject({ outcome: 'delivered', note: expect.stringContaining('in /done') })
  })

  it('sends again what is neither in the folder nor in the archive', async () => {
    server.behave({ folders })
    expect(await look(ARCHIVE)).toBeNull()
  })

  it('takes a half under the temporary name for none, and another content under the final one', async () => {
    server.behave({ folders })
    lies('/in/.PO-1-1.edi.part')
    expect(await look(ARCHIVE)).toBeNull()
    lies(here, 'UNB+UNOC')
    expect(await look(ARCHIVE)).toBeNull()
    lies(here, BYTES.replace('UNB', 'UNX'))
    expect(await look(ARCHIVE)).toBeNull()
  })

  it('takes a document whose trigger is missing for none', async () => {
    const triggered = { ...ARCHIVE, completion: 'triggerFile' }
    server.behave({ folders })
    lies(here)
    expect(await look(triggered)).toBeNull()
    lies(`${here}.trg`, '')
    expect(await look(triggered)).toMatchObject({ outcome: 'delivered' })
  })

  it('goes by the length where nobody may read, unless the same name was written anew', async () => {
    server.behave({ unreadable: true })
    lies(here)
    expect(await look()).toMatchObject({ outcome: 'delivered' })
    expect(await look({}, { documentRevision: 2 })).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
  })

  it.each<[string, SftpManners, object, Partial<OutgoingDocument>]>([
    ['it is gone and there is no archive', {}, {}, {}],
    ['the archive is not there', {}, ARCHIVE, {}],
    ['it may not look', { answers: { STAT: DENIED } }, {}, {}],
    ['what was resent lies in the archive from before', { folders }, ARCHIVE, { resendCount: 1 }],
  ])('asks a person where %s', async (_, manners, more, parcel) => {
    server.behave(manners)
    expect(await look(more, parcel)).toMatchObject({ outcome: 'uncertain', holdForPerson: true })
  })

  it('is put off by a failure, or a line that drops', async () => {
    server.behave({ answers: { STAT: FAILURE } })
    expect(await look()).toMatchObject({ outcome: 'deferred', reached: 'no' })
    server.behave({ cut: { at: 'STAT', after: false } })
    expect(await look()).toMatchObject({ outcome: 'deferred', reached: 'no' })
    server.behave({})
    expect(await look({ port: 1 })).toMatchObject({ outcome: 'deferred', phase: 'connect' })
  })
})
