import { formats } from '../../documents/registry.ts'
import { type Channel, channelsOf } from '../../profile/alert-rules.ts'
import { secretNames } from '../../profile/secret-names.ts'
import type { Gateway, Supplier } from '../../profile/supplier.ts'
import { signIn } from '../../sources/api-token.ts'
import { transports } from '../../transports/registry.ts'
import { CONSOLE_TOKEN, secretWarnings } from '../demo-secrets.ts'
import type { Vars } from '../vars.ts'
import { bound } from './bindings.ts'
import { examinations } from './examinations.ts'
import type { Tools } from './examine.ts'
import { type Findings, failed, passed } from './finding.ts'
import { checkEndpoint } from './http.ts'
import { sendTest } from './send-test.ts'

/** A part of the gateway's surroundings that can fail on its own. */
export interface Place {
  readonly name: string
  examine(): Findings
}

interface Scope {
  /** Send a test document over every route. */
  readonly test: boolean
  /** Also check the parts that belong to no supplier. */
  readonly whole: boolean
}

/** All dependencies of the gateway, in the order in which an order uses the dependencies. */
export function placesIn(gateway: Gateway, vars: Vars, tools: Tools, scope: Scope): Place[] {
  const suppliers = Object.entries(gateway.suppliers)
  return [
    { name: 'secrets', examine: () => examineSecrets(gateway, vars, scope.whole) },
    ...suppliers.flatMap(([id, supplier]) => [
      ...(supplier.api ? [{ name: `${id}: order API`, examine: () => examineApi(supplier.api, tools) }] : []),
      ...supplier.routes.map((route) => ({
        name: `${id}: route ${route.name} (${route.document.format} by ${route.transport.kind})`,
        examine: () => examineRoute(id, supplier, route, tools, scope.test),
      })),
      ...bucketsOf(supplier).map(([what, bucket]) => ({
        name: `${id}: ${what}`,
        examine: () => examineBucket(bucket, tools),
      })),
      ...(supplier.customerNotices ? [{ name: `${id}: customerNotices`, examine: () => examineMail(tools) }] : []),
      ...channelsOf(supplier.alerts, 'own-').map((channel) => ({
        name: `${id}: alerts: ${channel.name}`,
        examine: () => examineChannel(channel, tools),
      })),
    ]),
    ...channelsOf(gateway.alerts, '').map((channel) => ({
      name: `alerts: ${channel.name}`,
      examine: () => examineChannel(channel, tools),
    })),
  ]
}

async function* examineSecrets(gateway: Gateway, vars: Vars, whole: boolean): Findings {
  const names = secretNames(gateway, { transports, formats })
  const warnings = secretWarnings(names, vars).filter((warning) => whole || !warning.startsWith(CONSOLE_TOKEN))
  if (warnings.length === 0) yield passed('settings', allSet(names.length + (whole ? 1 : 0)))
  for (const warning of warnings) {
    const [name] = warning.split(' ')
    yield failed(
      'settings',
      warning,
      `Set it in the vars file; for the deployed gateway: npm run wrangler -- secret put ${name}.`,
    )
  }
}

function allSet(secrets: number): string {
  if (secrets === 0) return 'No secret is needed.'
  return `${secrets === 1 ? '1 secret is' : `${secrets} secrets are`} set, and long enough where that matters.`
}

const API_IN_THE_CLEAR = [
  'Orders and our credentials come and go in the clear.',
  'Give a baseUrl that begins with https://.',
] as const

async function* examineApi(api: Supplier['api'], { ports, now }: Tools): Findings {
  if (!api || !(yield* checkEndpoint(api.baseUrl, now(), API_IN_THE_CLEAR))) return
  const token = await signIn(api, { ...ports, clock: { now } })
  yield token.ok
    ? passed('sign in', 'Apicbase gave a token.')
    : failed(
        'sign in',
        token.error.reason,
        `Compare ${api.clientId} and ${api.clientSecret} with what Apicbase gave you.`,
      )
}

async function* examineRoute(
  id: string,
  supplier: Supplier,
  route: Supplier['routes'][number],
  tools: Tools,
  isTest: boolean,
): Findings {
  const examine = examinations[route.transport.kind]
  if (!examine) throw new Error(`No examination is written for ${route.transport.kind}.`)
  let isHealthy = true
  for await (const finding of examine(route.transport, tools, route)) {
    if (finding.verdict === 'bad') isHealthy = false
    yield finding
  }
  if (!isTest) return
  if (isHealthy) yield* sendTest(id, supplier, route, tools)
  else yield failed('write', 'No test document was sent.', 'Mend what failed first.')
}

/** Buckets into which no route writes. */
const bucketsOf = ({ archive, breakGlass }: Supplier): [string, string][] => [
  ...(archive ? [['archive', archive.bucket] satisfies [string, string]] : []),
  ...(breakGlass?.bucket === undefined ? [] : [['breakGlass', breakGlass.bucket] satisfies [string, string]]),
]

async function* examineBucket(bucket: string, { wrangler }: Tools): Findings {
  yield bound(wrangler, 'r2_buckets', bucket)
}

async function* examineMail({ wrangler }: Tools): Findings {
  yield bound(wrangler, 'send_email', 'EMAIL')
}

async function* examineChannel(channel: Channel, tools: Tools): Findings {
  if ('mail' in channel) return yield* examineMail(tools)
  const { ports, now } = tools
  const url = ports.secrets.get(channel.url)
  if (url !== undefined && !URL.canParse(url))
    yield failed('settings', `${channel.url} is no address.`, 'Give the whole of it, from https:// on.')
  else if (url !== undefined)
    yield* checkEndpoint(url, now(), [
      'Alerts go in the clear.',
      `Give ${channel.url} an address that begins with https://.`,
    ])
}
