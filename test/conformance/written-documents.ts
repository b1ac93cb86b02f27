import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cxml12 } from '../../src/documents/cxml-1.2.ts'
import type { AnyFormat } from '../../src/documents/format.ts'
import { gs1Order3 } from '../../src/documents/gs1-order-3.ts'
import { idocOrders05 } from '../../src/documents/idoc-orders05.ts'
import { openTrans21 } from '../../src/documents/opentrans-2.1.ts'
import { peppolOrder3 } from '../../src/documents/peppol-order-3.ts'
import { ublOrder21 } from '../../src/documents/ubl-order-2.1.ts'
import type { Purpose } from '../../src/model/document.ts'
import { sampleSupplier } from '../documents/sample-order.ts'
import { type Case, generated, KNOWN } from './generated-orders.ts'

const seller = { name: 'Groothandel & Zn <NV>', country: 'NL', endpoint: { scheme: '0106', id: '12345678' } }
const buyer = { name: 'Bistro Example BV', endpoint: { scheme: '0208', id: '0123456749' } }

/** Not the registry: the registry imports templates, which Node cannot import. */
const FORMATS: readonly AnyFormat[] = [ublOrder21, peppolOrder3, openTrans21, cxml12, idocOrders05, gs1Order3]

/** Settings for the test of each format. */
export const SETTINGS: Readonly<Record<string, (one: Case) => object>> = {
  'ubl-order-2.1': () => ({ recipient: { id: 'SUP1' } }),
  'peppol-order-3': ({ test }) => ({ buyer, seller, test, units: { DOOS: 'XBX' } }),
  'opentrans-2.1': ({ test, tables }) => ({
    test,
    recipient: tables ? { id: 'SUP1', name: 'Fresco' } : {},
    units: { DOOS: 'BX' },
  }),
  'cxml-1.2': ({ test }) => ({ test, sender: { secret: 'FRESCO_SHARED' }, units: { DOOS: 'BX' } }),
  'idoc-orders05': ({ test }) => ({
    test,
    sender: { id: 'ORDBRIDGE' },
    supplierCode: 'SUP1',
    units: { DOOS: 'KAR', KGM: 'KG' },
  }),
  'gs1-order-3': ({ test }) => ({
    test,
    sender: { id: '5412345000013' },
    recipient: { id: '4098765000010' },
    units: { DOOS: 'BX' },
  }),
}

/** Rows for the numbers in `KNOWN`. */
export const TABLES = {
  articles: [
    { article: KNOWN.weighed, unit: 'KGM', gtin: '05412345000013' },
    { article: KNOWN.boxed, unit: 'DOOS', gtin: '5412345000013' },
  ],
  customers: [
    {
      customer: KNOWN.customer,
      name: 'Bistro <Zuid> & co, die een naam heeft die langer is dan ieder veld ervoor',
      gln: '5412345000020',
      soldTo: 'S-100',
      shipTo: 'D-200',
      billTo: 'B-300',
      endpoint: { scheme: '0088', id: '5412345000020' },
    },
  ],
}

/** The same order, as a replacement instead of a cancellation. */
export const uncancelled = (one: Case): Case =>
  one.occasion.purpose === 'cancellation' ? { ...one, occasion: { ...one.occasion, purpose: 'replacement' } } : one

/** The supplier of a case. */
export const supplierOf = ({ price, language, timeZone, tables, variant }: Case) =>
  sampleSupplier({ price, language, timeZone, remarks: remarksIn(variant), ...(tables ? TABLES : {}) })

/** In a fifth of the cases the first line has the remarks. */
const remarksIn = (variant: number): string => (variant % 5 === 4 ? 'first-line' : 'document')

/** Writes documents of generated orders, one file each. Skips orders that do not fit or are not `wanted`. */
export function writtenDocuments(
  format: string,
  folder: string,
  count: number,
  seed: number,
  wanted: (purpose: Purpose) => boolean = () => true,
): string[] {
  mkdirSync(folder, { recursive: true })
  const files: string[] = []
  // Far more than enough, because most orders fit.
  for (const any of generated(count * 6, seed)) {
    if (files.length === count) break
    const one = formatOf(format).cancels ? any : uncancelled(any)
    if (!wanted(one.occasion.purpose)) continue
    const text = write(format, one)
    if (text === null) continue
    const file = path.join(folder, `${String(files.length).padStart(4, '0')}.xml`)
    writeFileSync(file, text)
    files.push(file)
  }
  return files
}

function formatOf(id: string): AnyFormat {
  const format = FORMATS.find((known) => known.id === id)
  if (!format) throw new Error(`No format is called ${id}.`)
  return format
}

function write(id: string, one: Case): string | null {
  const format = formatOf(id)
  const document = format.settings.parse({ format: id, ...SETTINGS[id]?.(one) })
  const result = format.write(one.order, { supplier: supplierOf(one), document }, one.occasion)
  return result.ok && 'text' in result.value ? result.value.text : null
}
