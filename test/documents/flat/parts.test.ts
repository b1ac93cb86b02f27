import { describe, expect, it } from 'vitest'
import type { FieldName } from '../../../src/documents/flat/fields.ts'
import type { Record } from '../../../src/documents/flat/layout.ts'
import { flatParts } from '../../../src/documents/flat/parts.ts'

const record = (kind: Record['record'], field: FieldName): Record => ({ record: kind, columns: [{ field }] })
const header = (field: FieldName) => record('header', field)
const trailer = (field: FieldName) => record('trailer', field)
const fields = (records: readonly Record[]) => records.map(({ columns: [column] }) => column?.field)

describe('a file of several orders', () => {
  it.each<FieldName>(['supplierName', 'preparedOn', 'currency', 'orderCount', 'lineCount', 'total'])(
    'has once what tells its %s',
    (field) => {
      const parts = flatParts([header(field), record('line', 'articleNumber'), trailer(field)])
      expect([parts.opens.length, parts.header.length, parts.trailer.length, parts.closes.length]).toEqual([1, 0, 0, 1])
    },
  )

  it.each<[FieldName[], FieldName[], FieldName[]]>([
    [[], [], []],
    [['orderNumber'], [], ['orderNumber']],
    [['currency', 'orderNumber'], ['currency'], ['orderNumber']],
    [['orderNumber', 'currency'], [], ['orderNumber', 'currency']],
    [['currency', 'total', 'preparedOn'], ['currency', 'total', 'preparedOn'], []],
  ])('with the headers %j opens with %j, and each order with %j', (all, opens, each) => {
    const parts = flatParts(all.map(header))
    expect([fields(parts.opens), fields(parts.header)]).toEqual([opens, each])
  })

  it.each<[FieldName[], FieldName[], FieldName[]]>([
    [[], [], []],
    [['orderNumber'], ['orderNumber'], []],
    [['orderNumber', 'total'], ['orderNumber'], ['total']],
    [['total', 'orderNumber', 'lineCount'], ['total', 'orderNumber'], ['lineCount']],
    [['currency', 'total', 'preparedOn'], [], ['currency', 'total', 'preparedOn']],
  ])('with the trailers %j ends each order with %j, and closes with %j', (all, each, closes) => {
    const parts = flatParts(all.map(trailer))
    expect([fields(parts.trailer), fields(parts.closes)]).toEqual([each, closes])
  })
})
