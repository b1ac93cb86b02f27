import * as z from 'zod/mini'
import { err, ok, type Result } from '../model/result.ts'
import { newerFormat } from '../model/stored-format.ts'
import type { NumberHistory } from '../outbox/catalogue/entry-history.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { hasDigest, withDigest } from './line-digest.ts'

/** The entries of the catalogue in an export folder: one number with its history a line, then the end. */
export const ENTRIES_FILE = 'catalogue.ndjson'

/** Raise this number when an older gateway would misread the file. */
const FORMAT = 1

export const entryLine = async (supplier: string, number: NumberHistory): Promise<string> =>
  `${await withDigest(JSON.stringify({ format: FORMAT, supplier, ...number }))}\n`

export const entriesEnd = (exportedAt: number, numbers: number): string =>
  `${JSON.stringify({ end: { format: FORMAT, exportedAt: new Date(exportedAt).toISOString(), numbers } })}\n`

const Step = z.strictObject({
  ...{ row: z.nullable(z.record(z.string(), z.unknown())), undoes: z.nullable(z.int()), at: z.int(), by: z.string() },
  ...{ note: z.nullable(z.string()), orderId: z.nullable(z.string()) },
})
const Line = z.strictObject({
  ...{ format: z.int(), supplier: z.string(), kind: z.enum(['article', 'customer']), key: z.string() },
  ...{ history: z.array(Step), sha256: z.string() },
})
const End = z.strictObject({
  end: z.strictObject({ format: z.int(), exportedAt: z.iso.datetime(), numbers: z.int() }),
})

export type EntryLine =
  | { readonly kind: 'number'; readonly supplier: string; readonly number: NumberHistory }
  | { readonly kind: 'end'; readonly numbers: number }

/** Reads one line. The error explains the problem to the person with the file. */
export async function readEntryLine(text: string): Promise<Result<EntryLine, string>> {
  const parsed = parsedJson(text)
  if (typeof parsed !== 'object' || parsed === null) return err('it is cut short, or no JSON.')
  const end: unknown = Reflect.get(parsed, 'end')
  const newer = newerFormat(Object(end ?? parsed).format, FORMAT)
  if (newer !== null) return err(newer)
  if (end !== undefined) {
    const read = End.safeParse(parsed)
    return read.success ? ok({ kind: 'end', numbers: read.data.end.numbers }) : err('it is no end of an export.')
  }
  if (!(await hasDigest(text)))
    return err('its digest is missing or wrong: it was changed, or is no line of an export.')
  const read = Line.safeParse(parsed)
  if (!read.success) return err(`${read.error.issues[0]?.path.join('.')} is not as this version writes it.`)
  const { supplier, kind, key, history } = read.data
  // The gateway checks each row before it stores a row.
  return ok({ kind: 'number', supplier, number: { kind, key, history } as NumberHistory })
}
