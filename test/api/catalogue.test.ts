import { beforeEach, describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { articleRow, frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { TOKEN, testConsole } from '../fakes/console.ts'
import { EDIFACT, ERP, httpRoute } from '../fakes/orders.ts'
import { status } from '../fakes/wire.ts'

const BY = { by: 'An Peeters' }

function adminApi(supplier = supplierWithTables()) {
  const shown = testConsole({
    supplier,
    console: {
      access: [
        { who: 'Vi', role: 'view', token: 'VI_TOKEN' },
        { who: 'Ac', role: 'act', token: 'AC_TOKEN' },
      ],
    } as never,
    secrets: { VI_TOKEN: 'a-token-of-vi-for-this-test', AC_TOKEN: 'a-token-of-ac-for-this-test' },
  })
  return {
    box: shown.box,
    async call(method: string, path: string, body?: unknown, token = TOKEN) {
      const response = await app.fetch(
        new Request(`https://gateway.example/api/suppliers/fresco/catalogue${path}`, {
          method,
          headers: { authorization: `Bearer ${token}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        }),
        shown.services,
      )
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return { status: response.status, text, json: isJson ? JSON.parse(text) : null, headers: response.headers }
    },
  }
}

describe('the catalogue in the Admin API', () => {
  let api: ReturnType<typeof adminApi>
  beforeEach(() => {
    api = adminApi()
  })

  it('lists the unknown numbers, says what an entry would do, makes the entry, and sends the orders', async () => {
    const door = frontDoor(api.box)
    for (const id of ['one', 'two']) await door.post(orderOf(id))
    const { json } = await api.call('GET', '/unknown')
    expect(json.unknown).toMatchObject([{ kind: 'article', key: '3105', orders: 2, customers: 1 }])
    const entry = { ...BY, orderId: 'one', row: { article: '3105', erpArticle: '303105' } }
    const preview = await api.call('PUT', '/articles/3105', { ...entry, dryRun: true })
    expect(preview.json.leave.map(({ orderNumber }: { orderNumber: string }) => orderNumber)).toEqual([
      'PO-one',
      'PO-two',
    ])
    expect(api.box.outbox.catalogueRow('article', '3105')).toBeNull()
    expect(await api.call('PUT', '/articles/3105', entry)).toMatchObject({
      status: 200,
      json: { effective: { erpArticle: '303105' }, configured: null, entry: { by: 'An Peeters', orderId: 'one' } },
    })
    api.box.wire.answers(ERP, status(200))
    await api.box.pass(1_000)
    expect(api.box.wire.calls).toHaveLength(2)
    expect((await api.call('GET', '/unknown')).json.unknown).toEqual([])
  })

  it('answers the second of two people with 409 and the entry of the first', async () => {
    const put = (by: string, erpArticle: string) =>
      api.call('PUT', '/articles/3105', { by, row: { article: '3105', erpArticle } })
    const [first, second] = await Promise.all([put('An Peeters', '1'), put('Jo Maes', '2')])
    expect(first.status).toBe(200)
    expect(second).toMatchObject({ status: 409, json: { stands: { by: 'An Peeters', row: { erpArticle: '1' } } } })
    expect(second.json).toMatchObject({ type: 'about:blank', problems: [{ code: 'wrong-state' }] })
    expect(second.headers.get('content-type')).toBe('application/problem+json')
    expect(second.headers.get('cache-control')).toBe('no-store')
  })

  it('undoes the entry that the person saw, and keeps the history', async () => {
    const { json } = await api.call('PUT', '/customers/K-9', { ...BY, row: { customer: 'K-9', name: 'Bistro' } })
    expect((await api.call('DELETE', '/customers/K-9', { ...BY, replaces: 1 })).status).toBe(409)
    const undone = await api.call('DELETE', '/customers/K-9', { ...BY, replaces: json.entry.version })
    expect(undone).toMatchObject({ status: 200, json: { effective: null, entry: null } })
    expect((await api.call('GET', '/customers/K-9')).json.history).toHaveLength(2)
  })

  it.each([
    [{ row: { article: '3105', factor: '2,5' } }, 'row.factor'],
    [{ row: { article: '3105', gtin: '123' } }, 'row.gtin'],
    [{ row: { article: '3105', erpArtikel: '1' } }, 'row.erpArtikel'],
    [{ row: { article: '3106' } }, 'row'],
    [{ row: { article: '3105', unit: 'x'.repeat(501) } }, 'row.unit'],
    [{ row: { article: '3105', weighted: 'yes' } }, 'row.weighted'],
    [{}, 'row'],
    [{ row: { article: '3105' }, by: '' }, 'by'],
    [{ row: { article: '3105' }, replace: null }, 'replace'],
  ])('refuses the entry %j and names the place', async (body, path) => {
    const answered = await api.call('PUT', '/articles/3105', { ...BY, ...body })
    expect(answered).toMatchObject({ status: 422, json: { problems: [{ path }] } })
    expect(api.box.outbox.catalogueRow('article', '3105')).toBeNull()
  })

  it('imports a file after a preview that stores nothing, and refuses it when the catalogue changed meanwhile', async () => {
    const csv = 'article;erpArticle;factor\nA-1;900;6\n3105;303105;\n'
    const preview = await api.call('POST', '/articles/import', { ...BY, csv, dryRun: true })
    expect(preview.json).toMatchObject({
      added: [{ key: '3105', row: { erpArticle: '303105' } }],
      changed: [{ was: { article: 'A-1' }, becomes: { row: { erpArticle: '900', factor: '6' } } }],
      ...{ same: 0, absent: [] },
    })
    expect(api.box.outbox.catalogueRow('article', '3105')).toBeNull()
    await api.call('PUT', '/articles/7', { ...BY, row: { article: '7' } })
    const { catalogueVersion } = preview.json
    expect((await api.call('POST', '/articles/import', { ...BY, csv, catalogueVersion })).status).toBe(409)
    expect((await api.call('POST', '/articles/import', { ...BY, csv })).status).toBe(200)
    const again = await api.call('POST', '/articles/import', { ...BY, csv, dryRun: true })
    expect(again.json).toMatchObject({ added: [], changed: [], same: 2, absent: ['7'] })
  })

  it('imports no row of a file with a mistake, and names every line', async () => {
    const csv = 'article,factor\n1,6\n2,"2,5"\n1,7\n'
    expect(await api.call('POST', '/articles/import', { ...BY, csv })).toMatchObject({
      status: 422,
      json: { problems: [{ path: 'csv:3' }, { path: 'csv:4' }] },
    })
    expect((await api.call('GET', '/articles')).json.total).toBe(1)
  })

  describe('where a document of a route cannot hold the unit of a row', () => {
    const WHY =
      'Route erp cannot hold this in its document. The unit in the articles table has 4 characters and EDIFACT D.96A takes at most 3. Use a shorter one.'

    beforeEach(() => {
      api = adminApi(supplierWithTables({ routes: [httpRoute('erp', ERP, { document: EDIFACT })] }))
    })

    it.each([true, false])('refuses the row with the words of the console; only tried: %s', async (dryRun) => {
      const entry = { ...BY, row: { article: '3105', unit: 'kilo' }, dryRun }
      expect(await api.call('PUT', '/articles/3105', entry)).toMatchObject({
        status: 422,
        json: { problems: [{ path: 'row', message: WHY }] },
      })
      expect(api.box.outbox.catalogueRow('article', '3105')).toBeNull()
    })

    it('imports no row of a file, and names each line', async () => {
      const csv = 'article,unit\n1,KGM\n2,kilo\n3,doos\n'
      expect(await api.call('POST', '/articles/import', { ...BY, csv })).toMatchObject({
        status: 422,
        json: {
          problems: [
            { path: 'csv:3', message: WHY },
            { path: 'csv:4', message: WHY },
          ],
        },
      })
      expect((await api.call('GET', '/articles')).json.total).toBe(1)
    })

    it('imports a file whose row was entered before the check', async () => {
      api.box.outbox.enterRow(articleRow('2', { unit: 'kilo' }), { by: 'Jo' }, null)
      const csv = 'article,unit\n2,kilo\n1,KGM\n'
      expect(await api.call('POST', '/articles/import', { ...BY, csv })).toMatchObject({
        status: 200,
        json: { same: 1 },
      })
    })
  })

  it('gives a file that the configuration can keep: imported again it changes nothing', async () => {
    const row = { article: "'=1+1", erpArticle: '=cmd|x', unit: 'a "quoted", cell', weighted: true }
    await api.call('PUT', `/articles/${encodeURIComponent(row.article)}`, { ...BY, row })
    const { text: csv, headers } = await api.call('GET', '/articles/export.csv')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv).not.toMatch(/(^|,)"?[=+@-]/m)
    const again = await api.call('POST', '/articles/import', { ...BY, csv, dryRun: true })
    expect(again.json).toMatchObject({ added: [], changed: [], same: 2, absent: [] })
  })

  it('lets who may only view read, who may act make an entry, and neither import', async () => {
    const [vi, ac] = ['a-token-of-vi-for-this-test', 'a-token-of-ac-for-this-test']
    const entry = { ...BY, row: { article: '3105' } }
    const file = { ...BY, csv: 'article\n8\n' }
    const statuses = [
      await api.call('GET', '/articles', undefined, vi),
      await api.call('PUT', '/articles/3105', entry, vi),
      await api.call('PUT', '/articles/3105', entry, ac),
      await api.call('POST', '/articles/import', file, ac),
      await api.call('POST', '/articles/import', file),
    ].map(({ status }) => status)
    expect(statuses).toEqual([200, 403, 200, 403, 200])
  })

  it('knows no other table, number or supplier', async () => {
    expect((await api.call('GET', '/prices')).status).toBe(404)
    expect((await api.call('GET', '/articles/none')).status).toBe(404)
    expect((await api.call('PUT', '/toString/1', { ...BY, row: {} })).status).toBe(404)
  })
})
