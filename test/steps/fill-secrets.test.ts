import { describe, expect, it } from 'vitest'
import { formats } from '../../src/documents/registry.ts'
import { Route } from '../../src/profile/supplier.ts'
import { compose } from '../../src/steps/compose.ts'
import { fillSecrets } from '../../src/steps/fill-secrets.ts'
import { sampleOccasion, sampleOrder, sampleSupplier } from '../documents/sample-order.ts'
import { fakeSecrets } from '../fakes/secrets.ts'
import { parcelOf } from '../transports/parcel.ts'

const route = (sender: object) =>
  Route.parse({
    name: 'erp',
    document: formats['cxml-1.2']?.settings.parse({ format: 'cxml-1.2', sender }),
    transport: { kind: 'mailbox' },
  })

async function parcel(sender: object) {
  const order = { ...sampleOrder, remarks: 'Say {{secret:SHARED}} &amp; {{secret:OTHER}}' }
  const composed = await compose(order, route(sender), sampleSupplier(), sampleOccasion, '0'.repeat(32))
  if (!composed.ok) throw new Error(JSON.stringify(composed.error))
  return parcelOf('', { document: composed.value })
}

const NOTE = 'The secret SHARED is not set, so nothing was sent.'

const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)

describe('a secret inside a document', () => {
  it('is a placeholder in what is stored, and itself, escaped, in what is sent', async () => {
    const given = await parcel({ secret: 'SHARED' })
    const filled = fillSecrets(given, route({ secret: 'SHARED' }), fakeSecrets({ SHARED: 'p<a>&$&ss' }))
    expect(textOf(given.document.bytes)).toContain('<SharedSecret>{{secret:SHARED}}</SharedSecret>')
    expect(textOf(filled.ok ? filled.value.document.bytes : undefined)).toContain(
      '<SharedSecret>p&lt;a&gt;&amp;$&amp;ss</SharedSecret>',
    )
  })

  it('is put in no place that a field of the order makes look like one', async () => {
    const filled = fillSecrets(
      await parcel({ secret: 'SHARED' }),
      route({ secret: 'SHARED' }),
      fakeSecrets({ SHARED: 'hush' }),
    )
    expect(textOf(filled.ok ? filled.value.document.bytes : undefined).match(/hush/g)).toHaveLength(1)
  })

  it('keeps the document from being sent while it is not set', async () => {
    const filled = fillSecrets(await parcel({ secret: 'SHARED' }), route({ secret: 'SHARED' }), fakeSecrets())
    expect(filled).toMatchObject({
      error: { outcome: 'refused', reached: 'no', routeWide: true, phase: 'settings', note: NOTE },
    })
  })

  it('is put into no stored document of another format, whose bytes stay', async () => {
    const { document: stored, ...rest } = await parcel({ secret: 'SHARED' })
    const { secrets: _, ...document } = stored
    const bytes = new Uint8Array([0xe9, 0x20, ...new TextEncoder().encode('{{secret:SHARED}}')])
    const given = { ...rest, document: { ...document, bytes, mediaType: 'application/EDIFACT; charset=iso-8859-1' } }
    const filled = fillSecrets(given, route({ secret: 'SHARED' }), fakeSecrets({ SHARED: 'hush' }))
    expect(filled).toEqual({ ok: true, value: given })
  })

  it('is filled in when the route has another format by now', async () => {
    const json = Route.parse({ name: 'erp', document: { format: 'json' }, transport: { kind: 'http' } })
    const filled = fillSecrets(await parcel({ secret: 'SHARED' }), json, fakeSecrets({ SHARED: 'hush' }))
    expect(textOf(filled.ok ? filled.value.document.bytes : undefined)).toContain('<SharedSecret>hush</SharedSecret>')
  })

  it('is the one that the document names when the route names another by now', async () => {
    const given = await parcel({ secret: 'SHARED' })
    const filled = fillSecrets(given, route({ secret: 'NEXT' }), fakeSecrets({ SHARED: 'hush', NEXT: 'later' }))
    expect(textOf(filled.ok ? filled.value.document.bytes : undefined)).toContain('<SharedSecret>hush</SharedSecret>')
    expect(fillSecrets(given, route({ secret: 'NEXT' }), fakeSecrets({ NEXT: 'later' }))).toMatchObject({
      error: { outcome: 'refused', reached: 'no', routeWide: true, note: NOTE },
    })
  })

  it('is put into no stored document of another XML format, whatever its remarks say', async () => {
    const order = { ...sampleOrder, remarks: '{{secret:SHARED}}' }
    const ubl = formats['ubl-order-2.1']?.settings.parse({ format: 'ubl-order-2.1', recipient: { id: 'SUP1' } })
    const before = Route.parse({ name: 'erp', document: ubl, transport: { kind: 'http' } })
    const composed = await compose(order, before, sampleSupplier(), sampleOccasion, '0'.repeat(32))
    if (!composed.ok) throw new Error(JSON.stringify(composed.error))
    const given = parcelOf('', { document: composed.value })
    expect(fillSecrets(given, route({ secret: 'SHARED' }), fakeSecrets({ SHARED: 'hush' }))).toEqual({
      ok: true,
      value: given,
    })
  })

  it('is filled in by the settings of the route where an earlier gateway stored the document', async () => {
    const { document, ...rest } = await parcel({ secret: 'SHARED' })
    const { secrets: _, ...earlier } = document
    const given = { ...rest, document: earlier }
    const filled = fillSecrets(given, route({ secret: 'SHARED' }), fakeSecrets({ SHARED: 'hush' }))
    expect(textOf(filled.ok ? filled.value.document.bytes : undefined)).toContain('<SharedSecret>hush</SharedSecret>')
  })

  it('leaves a document without one as it is', async () => {
    const given = await parcel({})
    expect(fillSecrets(given, route({}), fakeSecrets())).toEqual({ ok: true, value: given })
  })
})
