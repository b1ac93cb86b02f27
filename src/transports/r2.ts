import * as z from 'zod/mini'
import type { AttemptResult } from '../model/attempt-result.ts'
import { findingNote, nothingSent } from '../model/finding.ts'
import type { Bucket } from '../ports.ts'
import { checkArrival, inFolder, type Place, sightOf } from './folder/arrival.ts'
import type { Transport } from './transport.ts'

const settings = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    kind: z.literal('r2'),
    bucket: z
      .string()
      .check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/))
      .check(z.describe('The name of an R2 binding in wrangler.toml.')),
    prefix: z
      ._default(z.string().check(z.regex(/^(?!\/)[^\p{Cc}]*$/u)), '')
      .check(z.describe('The beginning of the keys, such as `orders/`.')),
    archiveFolder: z
      .optional(z.string().check(z.regex(/^(?!\/)[^\p{Cc}]+$/u)))
      .check(z.describe('The beginning of the keys to which a job moves objects, for `whenUncertain`.')),
  }),
)

export type R2Settings = z.infer<typeof settings>

/** An object in a bucket of the gateway's own Cloudflare account. */
export const r2: Transport<R2Settings> = {
  kind: 'r2',
  storageLocation: ({ bucket, prefix }) => JSON.stringify(['r2', bucket, prefix]),
  example: { bucket: 'ORDERS' },
  onlyDeployed: true,
  settings,
  secrets: () => [],
  protection: () => 'end-to-end',
  timeoutSeconds: () => 30,

  async deliver({ document }, { bucket, prefix }, { buckets }) {
    const store = buckets.get(bucket)
    if (!store) return unbound(bucket)
    const key = `${prefix}${document.fileName}`
    try {
      await store.put(key, document)
      return { outcome: 'delivered', note: findingNote('file-there', { file: key, folder: bucket }) }
    } catch {
      // R2 writes an object completely or not at all, and a repeat writes the same bytes.
      const note = findingNote('bucket-failed', { bucket })
      return { outcome: 'deferred', reached: 'maybe', phase: 'write', note }
    }
  },

  async check(outgoing, { bucket, prefix, archiveFolder }, { buckets }) {
    const store = buckets.get(bucket)
    if (!store) return unbound(bucket)
    const archive = archiveFolder === undefined ? null : placeIn(store, inFolder(archiveFolder))
    return checkArrival(outgoing, placeIn(store, prefix), archive)
  },
}

const unbound = (bucket: string): AttemptResult => ({
  ...{ outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings' },
  note: nothingSent('no-r2-binding', { name: bucket }),
})

const placeIn = (store: Bucket, prefix: string): Place => ({
  name: prefix || 'the bucket',
  async see(outgoing) {
    try {
      const found = await store.get(`${prefix}${outgoing.document.fileName}`)
      return found ? sightOf(found, outgoing) : 'nothing'
    } catch {
      return { kind: 'failed', text: findingNote('bucket-failing') }
    }
  },
})
