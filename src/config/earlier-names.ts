import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'

/** Renamed settings. `*` stands for the name of a supplier, and for each entry of a list. */
const KEYS: Readonly<Record<string, string>> = {
  'alerts.quiet': 'quietHours',
  'alerts.silence': 'noOrders',
  'alerts.channels.*.spare': 'backup',
  'suppliers.*.alerts.quiet': 'quietHours',
  'suppliers.*.alerts.silence': 'noOrders',
  'suppliers.*.alerts.channels.*.spare': 'backup',
  'suppliers.*.tellCustomers': 'customerNotices',
  'suppliers.*.expires': 'secretExpiry',
  'suppliers.*.person': 'orderedBy',
  'suppliers.*.shipAfterSeconds': 'sendAfterSeconds',
  'suppliers.*.unconfirmed.shipAfterSeconds': 'sendAfterSeconds',
  'suppliers.*.calendar.otherDays': 'nonDeliveryDays',
  'suppliers.*.routes.*.shipAfterSeconds': 'sendAfterSeconds',
  'suppliers.*.routes.*.unconfirmed.shipAfterSeconds': 'sendAfterSeconds',
  'suppliers.*.routes.*.transport.answer': 'verdictFrom',
  'suppliers.*.routes.*.transport.courier.silentMinutes': 'offlineAfterMinutes',
  'suppliers.*.routes.*.transport.success.later': 'retryIf',
  'suppliers.*.routes.*.transport.success.contains': 'mustContain',
  'suppliers.*.routes.*.transport.success.lacks': 'mustNotContain',
}

/** Renamed values, by the present name of the setting. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'suppliers.*.unconfirmed.policy': { ship: 'send' },
  'suppliers.*.routes.*.unconfirmed.policy': { ship: 'send' },
  'suppliers.*.routes.*.receipt': { functional: 'acknowledgement' },
  'suppliers.*.routes.*.transport.verdictFrom': { document: 'body' },
}

/** The configuration in the names of today, with a warning for each earlier name. */
export function withPresentNames(input: unknown): { readonly input: unknown; readonly warnings: readonly Mistake[] } {
  const warnings: Mistake[] = []
  return { input: renamed(input, [], [], warnings), warnings }
}

function renamed(value: unknown, path: readonly Step[], pattern: readonly string[], warnings: Mistake[]): unknown {
  if (Array.isArray(value))
    return value.map((entry, index) => renamed(entry, [...path, index], [...pattern, '*'], warnings))
  if (isGroup(value)) {
    const isSuppliers = pattern.join('.') === 'suppliers'
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const name = keyOf(key, value, path, pattern, warnings)
        return [name, renamed(inner, [...path, key], [...pattern, isSuppliers ? '*' : name], warnings)]
      }),
    )
  }
  const values = VALUES[pattern.join('.')]
  if (typeof value !== 'string' || !values || !Object.hasOwn(values, value)) return value
  warnings.push(warningAbout(path, `'${value}'`, `'${values[value]}'`))
  return values[value]
}

/** With both names in one group the earlier name stays, and the check refuses it as unknown. */
function keyOf(
  key: string,
  group: Readonly<Record<string, unknown>>,
  path: readonly Step[],
  pattern: readonly string[],
  warnings: Mistake[],
): string {
  const name = KEYS[[...pattern, key].join('.')]
  if (name === undefined || Object.hasOwn(group, name)) return key
  warnings.push(warningAbout([...path, key], `\`${key}\``, `\`${name}\``))
  return name
}

const warningAbout = (path: readonly Step[], before: string, now: string): Mistake => ({
  path: pathOf(path),
  message: `${before} has the name ${now} now. Write ${now}. The earlier name still works.`,
})
