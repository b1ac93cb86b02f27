import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { pathOf, valueAt } from '../config/mistake.ts'
import { routeNamed, supplierNamed } from '../profile/route-named.ts'
import type { Supplier } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { didYouMean, oneOf } from '../text/suggestion.ts'
import { type Command, readNumber, readOptions, UsageError } from './command.ts'
import { configurationFile, today } from './config.ts'
import { CONSOLE_TOKEN } from './demo-secrets.ts'
import { fetchDocuments, postOrder, signatureOf, type Verdict } from './gateway-client.ts'
import { hasMistakes, readGateway } from './gateway-file.ts'
import { isLocalAddress } from './order/address.ts'
import { arrivalText } from './order/arrival.ts'
import { isUnreachable, unreachableText, whileReloading } from './order/reloading.ts'
import { isTestForGateway, markedAsTestOrder, TEST_NUMBER } from './order/test-order.ts'
import { fileOr, fromCaller, shown } from './place.ts'
import { readable } from './readable.ts'
import { WAITS } from './report.ts'
import { sampleOrder } from './sample-order.ts'
import { plainText } from './terminal-table.ts'
import type { Vars } from './vars.ts'
import { readVarsFile } from './vars-file.ts'

/** Above this number only the first order's documents are shown. */
const SHOWN_ORDERS = 3

export const order: Command = {
  help: `npm run order -- [options]

Posts a signed order for tomorrow to a running gateway, as Apicbase would. Shows the documents that came out, and what
arrived where. Each call makes a new order.

  npm run order                                         a new order, to the gateway on this machine
  npm run order -- --supplier fresco --count 2          two orders for one supplier
  npm run order -- --file order.json                    an order that Apicbase has posted
  npm run order -- --url https://orders.fresco.example --yes-this-is-live

  --url URL          where the gateway is (default http://localhost:8787)
  --port N           the port of a gateway on this machine, as given to npm start
  --supplier NAME    for whom (default: the first in the configuration)
  --file FILE        send this file, byte for byte, in place of a made-up order
  --count N          how many orders (default 1)
  --yes-this-is-live send to an address that is not on this machine. The order is marked as a test: number TEST-…, a
                     remark, and the first of the supplier's testCustomers
  --form raw|python  what is signed: the bytes as they are, or Python's rendering of them (default: what the supplier accepts)
  --vars FILE        the secrets (default .dev.vars of the project)
  --config FILE      the configuration (default gateway.config.ts of the project)

Exit codes:
  0  accepted
  1  the gateway refused an order, or was not reached
  2  wrong use
  3  an order, or its delivery, is held or refused`,

  async run(words) {
    const options = readOptions(words, {
      url: 'text',
      port: 'text',
      supplier: 'text',
      file: 'text',
      count: 'text',
      form: 'text',
      vars: 'text',
      config: 'text',
      'yes-this-is-live': 'switch',
    })
    const count = readNumber(options.count ?? '1', 'count', 1, 100_000)
    if (options.form !== undefined && options.form !== 'raw' && options.form !== 'python')
      throw new UsageError(`--form must be raw or python, not '${options.form}'.`)
    const url = addressOf(options)
    if (!URL.canParse(url))
      throw new UsageError(`--url must be a whole address, such as http://localhost:8787, not '${url}'.`)
    const vars = readVarsFile(fileOr(options.vars, '.dev.vars'))
    const { id, supplier } = await chosenSupplier(configurationFile(options.config), options.supplier)
    const form = options.form ?? (supplier.webhook?.signedForm === 'python' ? 'python' : 'raw')
    const secret = webhookSecret(id, supplier, vars)
    const isLive = !isLocalAddress(url)
    if (isLive) {
      refuseAccident(url, options)
      if (options.file !== undefined && supplier.environment !== 'test')
        throw new UsageError('A file is sent byte for byte and cannot be marked as a test. Leave out --file.')
      if (!isTestForGateway(supplier))
        console.error(
          `Warning: supplier ${id} has no testCustomers. Only number and remark say that this is a test, and the gateway delivers the order.`,
        )
    }

    let refused = 0
    let waiting = 0
    for (let index = 0; index < count; index++) {
      const body = options.file === undefined ? newOrder(supplier, index, isLive) : fileBytes(fromCaller(options.file))
      let acceptedId: string | null = null
      try {
        const verdict = await whileReloading(url, () => postOrder(url, id, body, signatureOf(body, secret, form)))
        console.log(inWords(verdict))
        const orderId = isGroup(verdict.body) ? verdict.body.orderId : undefined
        if (verdict.status === 200 && typeof orderId === 'string') acceptedId = orderId
        if (verdict.status !== 200) refused += 1
        else if (isGroup(verdict.body) && verdict.body.status === 'held') waiting += 1
        if (acceptedId !== null && (count <= SHOWN_ORDERS || index === 0))
          waiting += await showDocuments(url, id, acceptedId, supplier, vars)
      } catch (error) {
        if (!isUnreachable(error)) throw error
        console.error(unreachableText(url, error, id, acceptedId))
        return 1
      }
    }
    return refused > 0 ? 1 : waiting > 0 ? WAITS : 0
  },
}

/** A port is one of this machine, so a port and an address contradict each other. */
function addressOf({ url, port }: { readonly url: string | undefined; readonly port: string | undefined }): string {
  if (url !== undefined && port !== undefined) throw new UsageError('Give --url or --port, not both.')
  if (url === undefined) return `http://localhost:${readNumber(port ?? '8787', 'port', 1, 65_535)}`
  return url.replace(/\/+$/, '')
}

function refuseAccident(url: string, options: { readonly 'yes-this-is-live': boolean }): void {
  if (options['yes-this-is-live']) return
  throw new UsageError(
    `${url} is not on this machine, so a supplier could deliver the order. To send one that is marked as a test, give --yes-this-is-live.`,
  )
}

async function chosenSupplier(file: string, wanted: string | undefined): Promise<{ id: string; supplier: Supplier }> {
  const gateway = await readGateway(file, today())
  if (!gateway.ok) throw new UsageError(hasMistakes(file))
  const ids = Object.keys(gateway.value.suppliers)
  const id = wanted ?? ids[0] ?? ''
  const supplier = supplierNamed(gateway.value, id)
  if (supplier) return { id, supplier }
  throw new UsageError(
    `There is no supplier '${id}' in ${shown(file)}.${didYouMean(id, ids) || ` Give ${oneOf(ids)}.`}`,
  )
}

function webhookSecret(id: string, supplier: Supplier, vars: Vars): string {
  if (!supplier.webhook) throw new UsageError(`${id} has no webhook: its orders are fetched from the order API.`)
  const { secrets } = supplier.webhook
  const secret = secrets.map((name) => vars.get(name)).find((value) => value !== undefined && value !== '')
  if (secret !== undefined) return secret
  throw new UsageError(
    `The vars file has no value for ${oneOf(secrets).replaceAll("'", '')}, with which orders for ${id} are signed.`,
  )
}

function newOrder(supplier: Supplier, index: number, isTest: boolean): Uint8Array<ArrayBuffer> {
  const now = Date.now()
  const mark = `${now.toString(36)}${index.toString(36)}${randomBytes(1).toString('hex')}`.toUpperCase()
  const number = `${isTest ? TEST_NUMBER : 'PO-'}${mark}`
  const posted = sampleOrder(supplier, { id: randomUUID(), number, now })
  return new TextEncoder().encode(JSON.stringify(isTest ? markedAsTestOrder(posted, supplier) : posted))
}

function fileBytes(file: string): Uint8Array<ArrayBuffer> {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}.`)
  return new Uint8Array(readFileSync(file))
}

/** The response for people: each problem on its own line. */
function inWords({ status, body }: Verdict): string {
  if (!isGroup(body)) return `${status} ${String(body).slice(0, 500)}`
  if (!Array.isArray(body.problems)) return `${status} ${JSON.stringify(body)}`
  const problems = body.problems.map((problem) => {
    const at = valueAt(problem, ['path'])
    return `  ${typeof at === 'string' && at !== '' ? `${at}: ` : ''}${valueAt(problem, ['message'])} (${valueAt(problem, ['code'])})`
  })
  return [`${status} ${body.title}`, ...problems].join('\n')
}

/** Resolves to the number of deliveries that wait for a person. */
async function showDocuments(
  url: string,
  supplier: string,
  orderId: string,
  profile: Supplier,
  vars: Vars,
): Promise<number> {
  const token = vars.get(CONSOLE_TOKEN)
  const fetched = token
    ? await whileReloading(url, () => fetchDocuments(url, supplier, orderId, token))
    : `The vars file has no ${CONSOLE_TOKEN}, so the documents cannot be shown.`
  if (typeof fetched === 'string') {
    console.log(fetched)
    return 0
  }
  const place = new Map(profile.routes.map(({ name }, index) => [name, index]))
  fetched.sort((a, b) => (place.get(a.route) ?? 0) - (place.get(b.route) ?? 0))
  for (const { route, state, until, trouble, wait, document, fileName } of fetched) {
    if (!document) {
      const kept = `. Read why: ${url}/console/orders/${encodeURIComponent(supplier)}/${encodeURIComponent(orderId)}`
      const how = trouble ?? `${state}${until !== null ? ` until ${until}` : state === 'waiting' ? kept : ''}`
      console.log(
        `\n--- ${pathOf([supplier, route])}: no document yet${wait ? `. ${wait}` : `; its delivery is ${how}`}`,
      )
      continue
    }
    const { text, note } = await readable(document.bytes, document.contentType)
    const size = `${document.bytes.length} bytes, ${document.contentType}`
    console.log(`\n--- ${pathOf([supplier, route])} (${size}${note === null ? '' : `; ${note}`})\n${text.trimEnd()}`)
    if (trouble) console.log(`--- ${pathOf([supplier, route])} is ${trouble}`)
    const sentBy = routeNamed(profile, route)
    const arrival = sentBy && arrivalText({ state, fileName }, sentBy, `${url}/mailbox/${supplier}/${route}`)
    if (arrival) console.log(`--- ${pathOf([supplier, route])} ${plainText(arrival)}`)
  }
  if (fetched.length === 0) console.log('The order has no deliveries yet.')
  return fetched.filter(({ state }) => state === 'held' || state === 'refused').length
}
