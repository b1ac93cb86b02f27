import { expect, it } from 'vitest'
import { putDocument } from '../../src/transports/completion.ts'
import type { RemoteFolder } from '../../src/transports/remote-folder.ts'
import { parcelOf } from './parcel.ts'

it('may have arrived where an earlier try is collected just as it would be replaced', async () => {
  const { document } = parcelOf('UNB')
  let renames = 0
  const folder: RemoteFolder = {
    name: '/in',
    write: async () => null,
    size: async () => document.bytes.byteLength,
    find: async () => document.bytes.byteLength,
    read: async () => document.bytes,
    rename: async () => (++renames === 1 ? { kind: 'failed', said: 'it answered failure' } : null),
    remove: async () => ({ kind: 'missing', said: 'it answered that there is no such file' }),
  }
  const receipt = await putDocument(document, folder, { completion: 'rename', triggerSuffix: '.trg' })
  expect(receipt).toMatchObject({ outcome: 'uncertain', phase: 'rename', note: expect.stringContaining('was taken') })
  expect(renames).toBe(1)
})
