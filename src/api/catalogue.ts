import { type Context, Hono } from 'hono'
import * as z from 'zod/mini'
import { type Problem, type Refusal, refusal } from '../model/problem.ts'
import { err, ok, type Result } from '../model/result.ts'
import type { CatalogueKind } from '../profile/catalogue.ts'
import { writeTable } from '../profile/table-file.ts'
import type { HonoEnv } from '../services.ts'
import type { CatalogueResult } from '../supplier/catalogue/catalogue-actions.ts'
import { checkRow } from '../supplier/catalogue/check-row.ts'
import { gatherPreview, gatherUnknown } from '../supplier/catalogue/gather-unknown.ts'
import { planImport, tableNameOf } from '../supplier/catalogue/plan-import.ts'
import { unfitRowNotes } from '../supplier/catalogue/unfit-row.ts'
import type { RemoteOutbox } from '../supplier/remote-outbox.ts'
import { parsedJson } from '../text/parsed-json.ts'
import { utf8 } from '../text/utf8.ts'
import { readBounded } from '../web/bounded-body.ts'
import { csvFile } from '../web/csv-file.ts'
import { problemResponse } from '../web/problem-response.ts'
import { unknownIn } from './action-body.ts'
import { notFound, withConfigured } from './known.ts'
import { liveSupplier } from './live-supplier.ts'

/** The articles and customers of a supplier: the configuration's tables with people's entries over them. */
export const catalogue = new Hono<HonoEnv>({ strict: false })

const DEFAULT_LIMIT = 100
const LIMIT = 1_000

catalogue.get('/:supplier/catalogue/unknown', (c) =>
  withConfigured(c, async (outbox, name) => {
    const supplier = await liveSupplier(c.env, name)
    return supplier ? c.json(await gatherUnknown(outbox, supplier)) : problemResponse(notFound('supplier'))
  }),
)

catalogue.get('/:supplier/catalogue/:table', (c) =>
  onTable(c, async (outbox, kind) => {
    const asked = Math.floor(Number(c.req.query('limit') ?? DEFAULT_LIMIT)) || DEFAULT_LIMIT
    const limit = Math.min(LIMIT, Math.max(1, asked))
    const query = { text: c.req.query('q') || null, after: c.req.query('after') || null, limit }
    return c.json(await outbox.catalogueRows(kind, query))
  }),
)

catalogue.get('/:supplier/catalogue/:table/export.csv', (c) =>
  onTable(c, async (outbox, kind) => {
    const { rows } = await outbox.effectiveRows(kind)
    return tableFile(kind, writeTable(tableNameOf(kind), rows))
  }),
)

/** The file of a table, as the configuration reads it. */
export const tableFile = (kind: CatalogueKind, text: string): Response =>
  csvFile(`\uFEFF${text}`, `${tableNameOf(kind)}.csv`)

catalogue.get('/:supplier/catalogue/:table/:key', (c) =>
  onTable(c, async (outbox, kind) => {
    const row = await outbox.catalogueRow(kind, c.req.param('key'))
    return row ? c.json(row) : problemResponse(notFound(kind))
  }),
)

catalogue.get('/:supplier/catalogue/:table/:key/orders', (c) =>
  onTable(c, async (outbox, kind) => c.json(await outbox.entryOrders(kind, c.req.param('key')))),
)

catalogue.get('/:supplier/catalogue/:table/:key/outcome', (c) =>
  onTable(c, async (outbox, kind) => c.json(await outbox.entryOutcome(kind, c.req.param('key')))),
)

catalogue.put('/:supplier/catalogue/:table/:key', (c) =>
  onTable(c, async (outbox, kind) => {
    const body = await readBody(c.req.raw, EntryBody)
    if (!body.ok) return problemResponse(body.error)
    const { row, replaces = null, dryRun, ...actor } = body.value
    const checked = checkRow(kind, c.req.param('key'), row)
    if (!checked.ok) return problemResponse(wrongCells(checked.error))
    const live = await liveOf(c)
    const [notes = []] = live ? unfitRowNotes([checked.value], live) : []
    if (notes.length > 0) return problemResponse(wrongCells(notes.map((message) => ({ column: '', message }))))
    if (dryRun) return c.json(await gatherPreview(outbox, checked.value))
    return answer(c, outbox, kind, await outbox.enterRow(checked.value, actor, replaces))
  }),
)

catalogue.delete('/:supplier/catalogue/:table/:key', (c) =>
  onTable(c, async (outbox, kind) => {
    const body = await readBody(c.req.raw, UndoBody)
    if (!body.ok) return problemResponse(body.error)
    const { replaces, ...actor } = body.value
    return answer(c, outbox, kind, await outbox.undoRow(kind, c.req.param('key'), actor, replaces))
  }),
)

catalogue.post('/:supplier/catalogue/:table/import', (c) =>
  onTable(c, async (outbox, kind) => {
    const body = await readBody(c.req.raw, ImportBody)
    if (!body.ok) return problemResponse(body.error)
    const { csv, dryRun, catalogueVersion: seen, ...actor } = body.value
    const { catalogueVersion, rows } = await outbox.effectiveRows(kind)
    const plan = { catalogueVersion, ...planImport(kind, utf8(csv), rows, await liveOf(c)) }
    const [first, ...rest] = plan.problems.map(({ line, message }) => wrong(`csv:${line}`, message))
    if (first) return problemResponse(refusal(422, 'The file cannot be imported', first, ...rest))
    if (dryRun) return c.json(plan)
    const changes = [...plan.added, ...plan.changed.map(({ becomes }) => becomes)]
    const result = await outbox.importRows(changes, actor, seen ?? catalogueVersion)
    return result.ok ? c.json({ ...plan, catalogueVersion: result.catalogueVersion }) : conflict(result)
  }),
)

const liveOf = async (c: Context<HonoEnv>) => (await liveSupplier(c.env, c.req.param('supplier') ?? '')) ?? null

const actor = () => ({
  by: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  note: z.optional(z.string().check(z.trim(), z.maxLength(2_000))),
})

export const EntryBody = z.lazy(() =>
  z.strictObject({
    ...actor(),
    orderId: z.optional(z.string().check(z.maxLength(200))),
    row: z.record(z.string(), z.unknown()),
    replaces: z.optional(z.nullable(z.int())),
    dryRun: z.optional(z.boolean()),
  }),
)
export const UndoBody = z.lazy(() => z.strictObject({ ...actor(), replaces: z.int() }))
export const ImportBody = z.lazy(() =>
  z.strictObject({
    ...actor(),
    csv: z.string(),
    catalogueVersion: z.optional(z.int()),
    dryRun: z.optional(z.boolean()),
  }),
)

const ADVICE: Readonly<Record<string, string>> = {
  by: 'Say who does this, in "by".',
  note: 'The "note" is text of at most 2000 characters.',
  orderId: 'Say in "orderId" which order was the occasion.',
  row: 'Give the columns of the row in "row", such as {"article": "3105", "erpArticle": "303105"}.',
  replaces: 'Say in "replaces" which version of the entry you saw. null means that you saw none.',
  csv: 'Give the file as text in "csv".',
  catalogueVersion: 'Give the "catalogueVersion" of the preview.',
  dryRun: 'The "dryRun" is true or false.',
}

/** The text of a file with tens of thousands of rows. */
const MOST_BYTES = 4_000_000

async function readBody<S extends z.ZodMiniType>(request: Request, schema: S): Promise<Result<z.infer<S>, Refusal>> {
  const bytes = request.body && (await readBounded(request.body, MOST_BYTES))
  const read = schema.safeParse(bytes && parsedJson(bytes))
  if (read.success) return ok(read.data)
  const problems = read.error.issues.flatMap((issue): Problem[] => {
    const unknown = unknownIn(issue, Object.keys(ADVICE))
    const path = String(issue.path[0] ?? 'by')
    return unknown.length > 0 ? unknown : [wrong(path, ADVICE[path] ?? 'Send a JSON object.')]
  })
  const [first = wrong('', 'Send a JSON object.'), ...rest] = problems
  return err(refusal(422, 'The entry cannot be made', first, ...rest))
}

const wrong = (path: string, message: string): Problem => ({ path, code: 'wrong-type', message })

function wrongCells(problems: readonly { readonly column: string; readonly message: string }[]): Refusal {
  const [first = wrong('row', 'The row cannot be read.'), ...rest] = problems.map(({ column, message }) =>
    wrong(column === '' ? 'row' : `row.${column}`, message),
  )
  return refusal(422, 'The row cannot be entered', first, ...rest)
}

type Conflict = Extract<CatalogueResult, { ok: false }>

/** 409 with the entry that stands, so that the second of two people sees the entry of the first. */
function conflict({ message, stands }: Conflict): Response {
  const changed = refusal(409, 'The catalogue has changed', { path: '', code: 'wrong-state', message })
  return problemResponse(changed, {}, null, { stands })
}

async function answer(
  c: Context<HonoEnv>,
  outbox: RemoteOutbox,
  kind: CatalogueKind,
  result: CatalogueResult,
): Promise<Response> {
  return result.ok ? c.json(await outbox.catalogueRow(kind, c.req.param('key') ?? '')) : conflict(result)
}

const KINDS: Readonly<Record<string, CatalogueKind>> = { articles: 'article', customers: 'customer' }

const onTable = (
  c: Context<HonoEnv>,
  work: (outbox: RemoteOutbox, kind: CatalogueKind) => Promise<Response>,
): Promise<Response> =>
  withConfigured(c, async (outbox) => {
    const table = c.req.param('table') ?? ''
    const kind = Object.hasOwn(KINDS, table) ? KINDS[table] : undefined
    return kind ? work(outbox, kind) : problemResponse(notFound('table'))
  })
