import { existsSync, readFileSync } from 'node:fs'
import type { RenderContext } from '../documents/format.ts'
import { formats } from '../documents/registry.ts'
import type { Document, Purpose } from '../model/document.ts'
import { localMoment } from '../model/local-time.ts'
import type { Order } from '../model/order/order.ts'
import type { Problem } from '../model/problem.ts'
import { ok, type Result } from '../model/result.ts'
import type { Route, Supplier } from '../profile/supplier.ts'
import { compose } from '../steps/compose.ts'
import { composeInterchange, type Fitted, fitted } from '../steps/compose-together.ts'
import { cutOffFact } from '../steps/mail-facts.ts'
import { checkRoutes } from '../steps/rehearse.ts'
import { validate } from '../steps/validate.ts'
import { oneOf } from '../text/suggestion.ts'
import { ADMIN_HELP, ADMIN_OPTIONS, adminClient } from './admin-client.ts'
import { findRoute, sampleRoute } from './chosen-route.ts'
import { type Command, readNumber, readWords, UsageError } from './command.ts'
import { configurationFile } from './config.ts'
import { explain } from './explain.ts'
import { withLiveEntries } from './live-catalogue.ts'
import { fromCaller } from './place.ts'
import { readable } from './readable.ts'
import { whyNotSent } from './verdict.ts'

type FormatOutput = Result<Pick<Document, 'bytes' | 'mediaType' | 'warnings'>, Problem[]>

const PURPOSES: readonly Purpose[] = ['original', 'replacement', 'cancellation']

export const render: Command = {
  help: `npx orderbridge render [options] [--file order.json] [another.json …]

Writes an order as a route would, without a gateway. The order comes from standard input when no file is named. The
document goes to standard output, byte for byte; what was cut, respelled or left out is told on standard error. Several files
become one document, where the format has such a thing. Says why a gateway would hold or refuse the order.

  npx orderbridge render --file order.json                               as the first route would write it
  npx orderbridge render --file order.json --route erp --readable        one segment a line
  npx orderbridge render --file order.json --route erp --explain         which field went where
  npx orderbridge render --file order.json --format ubl-order-2.1        without a configured route

  --file FILE        the order, as Apicbase posts it
  --supplier NAME    for whom (default: the first in the configuration)
  --route NAME       by which route (default: the first)
  --format NAME      in this format with made-up parties, in place of a configured route
  --control N        the control number (default 1)
  --purpose WORD     original, replacement of an earlier version, or cancellation (default original)
  --readable         EDI one segment on a line, a mail's plain text: for reading
  --explain          in place of the document: which field of the order went where
  --config FILE      the configuration (default gateway.config.ts of the project)
  --live             with the articles and customers that people entered in the running gateway
${ADMIN_HELP}

Exit codes:
  0  written, and a gateway would send it
  1  a gateway would hold or refuse the order
  2  wrong use, or a mistake in the configuration`,

  async run(words) {
    const { options, rest } = readWords(words, {
      file: 'text',
      supplier: 'text',
      route: 'text',
      format: 'text',
      control: 'text',
      purpose: 'text',
      readable: 'switch',
      explain: 'switch',
      config: 'text',
      live: 'switch',
      ...ADMIN_OPTIONS,
    })
    const controlNumber = readNumber(options.control ?? '1', 'control', 1, 999_999_999)
    const purpose = purposeOf(options.purpose ?? 'original')
    const {
      name,
      supplier: configured,
      route,
    } = options.format === undefined
      ? await findRoute(configurationFile(options.config), options.supplier, options.route)
      : sampleRoute(options.format)
    const isLive = options.live && options.format === undefined
    const supplier = isLive ? await withLiveEntries(name, configured, adminClient(options)) : configured
    const files = [...(options.file === undefined ? [] : [options.file]), ...rest]
    const orders: Order[] = []
    for (const file of files.length === 0 ? [undefined] : files) {
      const judged = validate(orderBytes(file), supplier, null)
      if (!judged.ok) return tellProblems(judged.error.refusal.title, judged.error.refusal.problems)
      orders.push(judged.value.order)
    }
    const now = Date.now()
    const occasion = (order: Order): RenderContext => ({
      ...(route.document.format === 'email' ? cutOffFact(checkRoutes(order, supplier, now).cutOff, supplier) : {}),
      controlNumber,
      groupNumber: null,
      preparedAt: localMoment(now, supplier.timeZone),
      version: purpose === 'original' ? 1 : 2,
      purpose,
      possibleRepeat: false,
    })
    const isTogether = files.length > 1 || route.batch !== undefined
    if (isTogether && formats[route.document.format]?.combine === undefined)
      throw new UsageError(`The format ${route.document.format} holds one order in each document: give one file.`)
    if (options.explain && files.length > 1) throw new UsageError('--explain is about one order: give one file.')
    const write = (...all: readonly Order[]) =>
      isTogether
        ? together(all, route, supplier, occasion(firstOf(all)))
        : compose(firstOf(all), route, supplier, occasion(firstOf(all)), '0'.repeat(32))
    const document = await write(...orders)
    if (!document.ok)
      return tellProblems(`The format ${route.document.format} cannot carry this order:`, document.error)
    const { bytes, mediaType, warnings } = document.value
    if (options.explain) await tellWhereabouts(firstOf(orders), write)
    else process.stdout.write(options.readable ? (await readable(bytes, mediaType)).text : bytes)
    for (const { path, code, was, became } of warnings) {
      console.error(`${path} ${code}: ${JSON.stringify(was)}${became === '' ? '' : ` → ${JSON.stringify(became)}`}`)
    }
    const reasons = options.format === undefined ? orders.flatMap((order) => whyNotSent(order, supplier, route)) : []
    for (const reason of reasons) console.error(reason)
    return reasons.length > 0 ? 1 : 0
  },
}

function firstOf([first]: readonly Order[]): Order {
  if (!first) throw new Error('There is no order to be written.')
  return first
}

/** Writes all orders into one document, like a route with batches. */
function together(orders: readonly Order[], route: Route, supplier: Supplier, occasion: RenderContext) {
  const fits: Fitted[] = []
  for (const order of orders) {
    const fit = fitted(order, route, supplier, occasion)
    if (!fit.ok) return fit
    fits.push(fit.value)
  }
  const [first, ...others] = fits
  if (!first) throw new Error('There is no order to be written.')
  if (others.some(({ batchKey }) => batchKey !== first.batchKey))
    throw new UsageError(
      'These orders differ in what the head of the document says of all of them: give each by itself.',
    )
  const written = composeInterchange([first, ...others], route)
  return written.ok ? ok({ ...written.value, warnings: written.value.warnings.flat() }) : written
}

function tellProblems(title: string, problems: readonly Problem[]): number {
  console.error(title)
  for (const { path, code, message } of problems)
    console.error(`  ${path === '' ? '' : `${path}: `}${message} (${code})`)
  return 1
}

function purposeOf(word: string): Purpose {
  const purpose = PURPOSES.find((known) => known === word)
  if (!purpose) throw new UsageError(`'${word}' is no purpose. Give ${oneOf(PURPOSES)}.`)
  return purpose
}

function orderBytes(file: string | undefined): Uint8Array {
  if (file !== undefined && !existsSync(fromCaller(file))) throw new UsageError(`There is no file ${file}.`)
  return readFileSync(file === undefined ? 0 : fromCaller(file))
}

async function tellWhereabouts(
  order: Order,
  write: (order: Order) => FormatOutput | Promise<FormatOutput>,
): Promise<void> {
  const text = async (varied: Order): Promise<string | null> => {
    const document = await write(varied)
    return document.ok ? (await readable(document.value.bytes, document.value.mediaType)).text : null
  }
  for (const { field, value, lines } of await explain(order, text)) {
    console.log(`${field} = ${JSON.stringify(value)}`)
    for (const line of lines) console.log(`    ${line.trim()}`)
    if (lines.length === 0) console.log('    (not in this document)')
  }
}
