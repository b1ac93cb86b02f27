import { readMoment } from '../model/local-time.ts'
import { err, ok, type Result } from '../model/result.ts'
import { Supplier } from '../profile/supplier.ts'
import { isGroup } from '../text/parsed-json.ts'
import { nearest } from '../text/suggestion.ts'
import { channelMistakes } from './alert-check.ts'
import { arrivalCheckMistakes } from './arrival-check.ts'
import { sharedNameMistakes } from './as2-check.ts'
import { withOwnCancellations } from './cancellation-check.ts'
import { fallbackMistakes } from './fallback-check.ts'
import type { Registries } from './kinds.ts'
import { marksMistakes } from './marks-check.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
import { orderDeskMistakes } from './order-desk-check.ts'
import { completeRoute, routeMistakes } from './route-check.ts'
import { secretNameMistake } from './secret-name.ts'
import { mistakesFrom, WITHOUT_WORDS } from './sentence.ts'
import { repeats, tableMistakes } from './table-check.ts'
import { tableFitMistakes } from './table-fit-check.ts'

type Around = Registries & { readonly today: string }

/** Returns the supplier with every default, or all mistakes. */
export function checkSupplier(id: string, input: unknown, surroundings: Around): Result<Supplier, Mistake[]> {
  const at = ['suppliers', id]
  const mistakes: Mistake[] = []
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(id)) {
    mistakes.push({
      path: pathOf(at),
      message: `'${id}' cannot be part of a web address. Use lower-case letters, digits and hyphens (at most 63, beginning with a letter or digit), such as '${slug(id)}'.`,
    })
  }
  const parsed = Supplier.safeParse(input, WITHOUT_WORDS)
  if (!parsed.success) {
    mistakes.push(
      ...mistakesFrom(parsed.error.issues, Supplier, input, at, (steps, value) => own(steps, value, surroundings)),
    )
  }
  if (isGroup(input)) {
    mistakes.push(...sourceMistakes(input, at), ...tableMistakes(input, at), ...orderDeskMistakes(input, at))
    mistakes.push(...marksMistakes(input.api, at))
    if (isGroup(input.alerts)) mistakes.push(...channelMistakes(input.alerts, [...at, 'alerts']))
    const routes = Array.isArray(input.routes) ? input.routes : []
    mistakes.push(...repeats(routes, 'name', [...at, 'routes'], 'route'))
    mistakes.push(...sharedNameMistakes(routes, [...at, 'routes']))
    for (const [index, route] of routes.entries())
      mistakes.push(...routeMistakes(route, [...at, 'routes', index], surroundings))
    mistakes.push(...fallbackMistakes(input, at, surroundings), ...arrivalCheckMistakes(input, at, surroundings))
  }
  if (!parsed.success || mistakes.length > 0) return err(mistakes)
  const { data } = parsed
  const routes = data.routes.map((route) =>
    withOwnCancellations(completeRoute(route, surroundings), data, surroundings),
  )
  const supplier = { ...data, routes }
  const unfit = tableFitMistakes(id, supplier, surroundings)
  return unfit.length > 0 ? err(unfit) : ok(supplier)
}

/** Special sentences for certain places. */
function own(steps: readonly Step[], value: unknown, { today, formats, transports }: Around): string | undefined {
  const [last, before] = [steps.at(-1), steps.at(-2)]
  if ((last === 'timeZone' || last === 'zone') && typeof value === 'string') return unknownZone(value)
  if (before === 'api' && last === 'since' && value === undefined) {
    return `is missing. Without it the first poll would fetch every order of Apicbase. The old orders would be sent to your system again. For a connection that begins now write since: '${today}' (today).`
  }
  if (last === 'timeZone' && value === undefined)
    return "is missing: give the supplier's time zone, such as 'Europe/Brussels'."
  if (before === 'document' && last === 'format' && value === undefined) {
    return `is missing: give one of: ${Object.keys(formats).join(', ')}.`
  }
  if (before === 'transport' && last === 'kind' && value === undefined) {
    return `is missing: give one of: ${Object.keys(transports).join(', ')}.`
  }
  if ((last === 'customers' || last === 'articles') && typeof value === 'string') {
    return 'is the path of a table, and the table has not been read: check the file with `orderbridge config`.'
  }
  return undefined
}

function unknownZone(zone: string): string {
  const zones = Intl.supportedValuesOf('timeZone')
  const city = nearest(
    zone,
    zones.map((zone) => zone.split('/').at(-1) ?? zone),
  )
  const near = nearest(zone, zones) ?? zones.find((zone) => zone.endsWith(`/${city}`))
  return `'${zone}' is not a time zone.${near ? ` Did you mean '${near}'?` : " Write continent and city, such as 'Europe/Brussels'."}`
}

function sourceMistakes(input: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const mistakes: Mistake[] = []
  if (input.webhook === undefined && input.api === undefined) {
    mistakes.push({
      path: pathOf(at),
      message:
        "could never get an order: give `webhook: { secrets: ['…_WEBHOOK_SECRET'] }` (Apicbase posts the orders here), or `api: { clientId, clientSecret, since }` (they are fetched), or both.",
    })
  }
  const named: [string, unknown][] = []
  if (isGroup(input.webhook) && Array.isArray(input.webhook.secrets)) {
    for (const [index, name] of input.webhook.secrets.entries()) named.push([`webhook.secrets[${index}]`, name])
  }
  if (isGroup(input.api)) {
    named.push(['api.clientId', input.api.clientId], ['api.clientSecret', input.api.clientSecret])
    mistakes.push(...sinceMistakes(input.api.since, `${pathOf(at)}.api.since`))
    mistakes.push(...modeMistakes(input.api.mode, input.webhook !== undefined, `${pathOf(at)}.api.mode`))
  }
  for (const [place, name] of named) {
    if (typeof name === 'string') mistakes.push(...secretNameMistake(name, `${pathOf(at)}.${place}`))
  }
  return mistakes
}

function sinceMistakes(since: unknown, path: string): Mistake[] {
  if (typeof since !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(since)) return []
  const day = new Date(`${since.slice(0, 10)}T00:00:00Z`)
  const exists = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(since.slice(0, 10))
  const whole = readMoment(since, 'UTC') !== null
  return exists && whole ? [] : [{ path, message: `'${since}' is no date that exists. Write it as '2026-11-01'.` }]
}

/** Finds a mode that needs a missing webhook, or that excludes the configured webhook. */
function modeMistakes(mode: unknown, webhook: boolean, path: string): Mistake[] {
  if (webhook && mode === 'api') {
    const message =
      "says that orders come by the API alone, yet there is a `webhook`. Take that out, or write mode: 'both'."
    return [{ path, message }]
  }
  if (!webhook && (mode === 'webhook' || mode === 'both')) {
    const message = `is '${mode}', yet there is no \`webhook\`. Give one, or write mode: 'api'.`
    return [{ path, message }]
  }
  return []
}

const slug = (id: string): string =>
  id
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63) || 'fresco'
