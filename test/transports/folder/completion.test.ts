import { expect, it } from 'vitest'
import { writeDocument } from '../../../src/transports/folder/completion.ts'
import type { RemoteFolder } from '../../../src/transports/folder/remote-folder.ts'
import { parcelOf } from '../parcel.ts'

it.each(['denied', 'occupied', 'failed'] as const)(
  'leaves the document as it is while the trigger of an earlier attempt stays (%s)',
  async (kind) => {
    const { document } = parcelOf('UNB')
    const written: string[] = []
    const folder: RemoteFolder = {
      name: '/in',
      async write(file) {
        written.push(file)
        return null
      },
      size: async (file) => (file.endsWith('.trg') ? 0 : document.bytes.byteLength),
      find: async () => document.bytes.byteLength,
      read: async () => document.bytes,
      rename: async () => null,
      remove: async () => ({ kind, text: 'it answered no' }),
    }
    const result = await writeDocument(document, folder, { completion: 'triggerFile', triggerSuffix: '.trg' })
    expect(result).toMatchObject({ outcome: 'refused', reached: 'no', note: expect.stringContaining('.trg') })
    expect(written).toEqual([])
  },
)

it.each(['missing', 'denied'] as const)(
  'writes the document where the server only says so of a trigger that does not exist (%s)',
  async (kind) => {
    const { document } = parcelOf('UNB')
    const folder: RemoteFolder = {
      name: '/in',
      write: async () => null,
      size: async () => null,
      find: async () => document.bytes.byteLength,
      read: async () => document.bytes,
      rename: async () => null,
      remove: async () => ({ kind, text: 'it answered no' }),
    }
    const result = await writeDocument(document, folder, { completion: 'triggerFile', triggerSuffix: '.trg' })
    expect(result).toMatchObject({ outcome: 'delivered' })
  },
)

it.each(['missing', 'denied'] as const)(
  'may have arrived where an earlier try is collected just as it would be replaced (%s)',
  async (kind) => {
    const { document } = parcelOf('UNB')
    let renames = 0
    let taken = false
    const folder: RemoteFolder = {
      name: '/in',
      write: async () => null,
      size: async () => (taken ? null : document.bytes.byteLength),
      find: async () => document.bytes.byteLength,
      read: async () => document.bytes,
      rename: async () => (++renames === 1 ? { kind: 'failed', text: 'it answered failure' } : null),
      async remove() {
        taken = true
        return { kind, text: 'it answered no' }
      },
    }
    const receipt = await writeDocument(document, folder, { completion: 'rename', triggerSuffix: '.trg' })
    expect(receipt).toMatchObject({ outcome: 'uncertain', phase: 'rename', note: expect.stringContaining('was taken') })
    expect(renames).toBe(1)
  },
)
