import { alertMistakes, sharedChannels } from './config/alert-check.ts'
import { asyncMistakes } from './config/as2-check.ts'
import { readConsole } from './config/console-check.ts'
import { sameNameMistakes } from './config/file-name-check.ts'
import { readHeartbeat } from './config/heartbeat.ts'
import type { GatewayInput } from './config/input.ts'
import type { Registries } from './config/kinds.ts'
import { readLinkSecret } from './config/link-check.ts'
import type { Mistake } from './config/mistake.ts'
import { numberMistakes } from './config/number-check.ts'
import { readPublicUrl } from './config/public-url.ts'
import { unknownKey } from './config/sentence.ts'
import { checkSupplier } from './config/supplier-check.ts'
import { err, ok, type Result } from './model/result.ts'
import type { Gateway, Supplier } from './profile/supplier.ts'
import { isGroup } from './text/parsed-json.ts'

/** Facts from outside the configuration that a check needs. */
export interface ConfigContext extends Registries {
  /** `YYYY-MM-DD`. Proposed where a first date is missing. */
  readonly today: string
}

/** Gives a configuration its type. Checks nothing: `orderbridge config` does that. */
export const defineGateway = (config: GatewayInput): GatewayInput => config

const KEYS = ['alerts', 'console', 'heartbeat', 'publicUrl', 'linkSecret', 'suppliers']

/** Returns the gateway with every default, or all mistakes at once. Read the tables first. */
export function checkGateway(input: unknown, surroundings: ConfigContext): Result<Gateway, Mistake[]> {
  if (!isGroup(input)) {
    return err([{ path: '', message: 'The configuration must be a group of settings: { suppliers: { … } }.' }])
  }
  const mistakes: Mistake[] = Object.keys(input)
    .filter((key) => !KEYS.includes(key))
    .map((key) => ({ path: key, message: unknownKey(key, KEYS) }))
  const alerts = alertMistakes(input.alerts)
  if (!alerts.ok) mistakes.push(...alerts.error)
  const publicUrl = readPublicUrl(input.publicUrl)
  if (!publicUrl.ok) mistakes.push(publicUrl.error)
  const linkSecret = readLinkSecret(input)
  if (!linkSecret.ok) mistakes.push(...linkSecret.error)
  const heartbeat = readHeartbeat(input.heartbeat)
  if (!heartbeat.ok) mistakes.push(...heartbeat.error)
  const people = readConsole(input)
  if (!people.ok) mistakes.push(...people.error)
  const suppliers: Record<string, Supplier> = {}
  if (!isGroup(input.suppliers) || Object.keys(input.suppliers).length === 0) {
    mistakes.push({
      path: 'suppliers',
      message: "must be a group with at least one supplier: { fresco: { name: 'Fresco Foods', … } }.",
    })
  } else {
    for (const [id, supplier] of Object.entries(input.suppliers)) {
      const checked = checkSupplier(id, supplier, surroundings)
      if (checked.ok) suppliers[id] = checked.value
      else mistakes.push(...checked.error)
    }
    mistakes.push(...numberMistakes(input.suppliers, surroundings), ...sameNameMistakes(input.suppliers, surroundings))
    mistakes.push(...sharedChannels(input.alerts, input.suppliers))
    if (input.publicUrl === undefined) mistakes.push(...asyncMistakes(input.suppliers))
  }
  if (mistakes.length > 0) return err(mistakes)
  return ok({
    ...(alerts.ok && alerts.value ? { alerts: alerts.value } : {}),
    ...(publicUrl.ok && publicUrl.value ? { publicUrl: publicUrl.value } : {}),
    ...(heartbeat.ok && heartbeat.value ? { heartbeat: heartbeat.value } : {}),
    ...(linkSecret.ok && linkSecret.value ? { linkSecret: linkSecret.value } : {}),
    ...(people.ok && people.value ? { console: people.value } : {}),
    suppliers,
  })
}
