import * as z from 'zod/mini'
import { isSettled } from '../model/delivery-state.ts'
import { sha256 } from '../model/order/identity.ts'
import { err, ok, type Result } from '../model/result.ts'
import { newerFormat } from '../model/stored-format.ts'
import { BODY } from '../outbox/blobs.ts'
import { fromFirstFormat } from '../outbox/export/first-format.ts'
import { EXPORT_FORMAT, type Kept, orderRecord, type StoredFile } from '../outbox/export/order-record.ts'
import { fromBase64 } from '../text/base64.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { hasDigest } from './line-digest.ts'

const PAPER_NAME = /^(bodies|documents)\/[^/\\\p{Cc}]{1,250}$/u

/** True for a file name that cannot leave the export folder. */
export const isPaperName = (file: string): boolean => PAPER_NAME.test(file)

const Listed = () =>
  z.strictObject({
    ...{ version: z.int(), route: z.string(), metadata: z.nullable(z.string()) },
    ...{
      file: z.string().check(z.regex(PAPER_NAME)),
      size: z.int(),
      sha256: z.string(),
    },
  })
const OrderLine = /* @__PURE__ */ z.lazy(() =>
  z.object({
    format: z.optional(z.int()),
    supplier: z.string(),
    orderId: z.string(),
    kept: z.extend(orderRecord(), { papers: z.array(Listed()) }),
  }),
)
const FileLine = /* @__PURE__ */ z.lazy(() => z.strictObject({ file: z.string(), base64: z.string() }))
const EndLine = /* @__PURE__ */ z.lazy(() =>
  z.strictObject({
    end: z.strictObject({
      format: z.optional(z.int()),
      exportedAt: z.iso.datetime(),
      orders: z.int(),
      counters: z.array(z.strictObject({ sequence: z.string(), last: z.int() })),
    }),
  }),
)

/** The first line of an order, with a correct digest. The line lists the names of the order's files. */
export type OrderLine = z.infer<typeof OrderLine>
export type ListedPaper = z.infer<ReturnType<typeof Listed>>
export type ExportEnd = z.infer<typeof EndLine>['end']

export type Line =
  | { readonly kind: 'order'; readonly line: OrderLine }
  | { readonly kind: 'file'; readonly file: string; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly end: ExportEnd }

/** Reads one line of an export. The error explains the problem to the person with the file. */
export async function readLine(text: string): Promise<Result<Line, string>> {
  const parsed = parsedJson(text)
  if (typeof parsed !== 'object' || parsed === null) return err('it is cut short, or no JSON.')
  if ('file' in parsed) {
    const read = FileLine.safeParse(parsed)
    const bytes = read.success ? fromBase64(read.data.base64) : null
    return read.success && bytes
      ? ok({ kind: 'file', file: read.data.file, bytes })
      : err('it is no file of an export.')
  }
  if ('end' in parsed) {
    const newer = newerFormat(Object(parsed.end).format, EXPORT_FORMAT)
    if (newer !== null) return err(newer)
    const read = EndLine.safeParse(parsed)
    return read.success ? ok({ kind: 'end', end: read.data.end }) : err('it is no end of an export.')
  }
  if (!(await hasDigest(text)))
    return err('its digest is missing or wrong: it was changed, or is no line of an export.')
  const newer = newerFormat(Reflect.get(parsed, 'format'), EXPORT_FORMAT)
  if (newer !== null) return err(newer)
  const read = OrderLine.safeParse(inThisFormat(parsed))
  if (!read.success) return err(`${read.error.issues[0]?.path.join('.')} is not as this version writes it.`)
  const fault = faultIn(read.data)
  return fault === null ? ok({ kind: 'order', line: read.data }) : err(fault)
}

function inThisFormat(line: object): object {
  const format: unknown = Reflect.get(line, 'format')
  return format === undefined || format === 1 ? { ...line, kept: fromFirstFormat(Reflect.get(line, 'kept')) } : line
}

/** Whether the bytes match the size and digest in the order's line. */
export async function isPaper(listed: ListedPaper, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  return bytes.byteLength === listed.size && (await sha256(bytes)) === listed.sha256
}

/** Reads one order with all its files, as written by `exportText`. */
export async function readExported(text: string): Promise<Result<Kept & { readonly supplier: string }, string>> {
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '')
  const order = await readLine(first)
  if (!order.ok) return order
  if (order.value.kind !== 'order') return err('an order comes first.')
  const { supplier, kept } = order.value.line
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const text of rest) {
    const line = await readLine(text)
    if (!line.ok) return line
    if (line.value.kind === 'file') files.set(line.value.file, line.value.bytes)
  }
  const { papers: listed, ...dossier } = kept
  const papers: StoredFile[] = []
  for (const paper of listed) {
    const bytes = files.get(paper.file)
    if (!bytes || !(await isPaper(paper, bytes))) return err(`${paper.file} is missing or was changed.`)
    papers.push({ version: paper.version, route: paper.route, metadata: paper.metadata, bytes })
  }
  // Storage without an id derived its idempotency keys from the supplier's name.
  const deliveries = dossier.deliveries.map((delivery) => ({
    ...delivery,
    storage_id: delivery.storage_id ?? supplier,
  }))
  return ok({ supplier, dossier: { ...dossier, deliveries }, papers })
}

/** Finds contradictions that a correct digest cannot exclude. */
function faultIn({ orderId, kept }: OrderLine): string | null {
  const { order, versions, deliveries, papers } = kept
  const known = new Set(versions.map(({ version }) => version))
  if (order.id !== orderId) return 'it speaks of two orders.'
  if (order.version > 0 && !known.has(order.version)) return 'its latest version is not among its versions.'
  if (deliveries.some(({ version }) => !known.has(version))) return 'a delivery is of no version.'
  const hasBody = (of: number): boolean => papers.some(({ version, route }) => version === of && route === BODY)
  const lost = deliveries.find(({ state, version }) => !isSettled(state) && !hasBody(version))
  return lost ? `version ${lost.version} is not settled, and its body is not here.` : null
}
