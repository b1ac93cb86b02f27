import { err, ok, type Result } from '../result.ts'
import { Alerts } from '../supplier.ts'
import { isGroup, type Mistake } from './mistake.ts'
import { secretNameMistake } from './secret-name.ts'
import { mistakesFrom } from './sentence.ts'

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/

/** The alerts with their defaults; undefined when the configuration has none. */
export function alertMistakes(input: unknown): Result<Alerts | undefined, Mistake[]> {
  if (input === undefined) return ok(undefined)
  const parsed = Alerts.safeParse(input)
  const mistakes = parsed.success ? [] : mistakesFrom(parsed.error.issues, Alerts, input, ['alerts'])
  if (isGroup(input)) {
    if (input.url === undefined && input.mail === undefined) {
      mistakes.push({
        path: 'alerts',
        message:
          "would tell nobody: give `url` (the name of the secret that holds the address) or `mail: { from: '…', to: ['…'] }`, or both.",
      })
    }
    if (typeof input.url === 'string') mistakes.push(...secretNameMistake(input.url, 'alerts.url'))
    if (isGroup(input.mail)) mistakes.push(...addressMistakes(input.mail))
  }
  return parsed.success && mistakes.length === 0 ? ok(parsed.data) : err(mistakes)
}

function addressMistakes(mail: Record<string, unknown>): Mistake[] {
  const to = Array.isArray(mail.to) ? mail.to : []
  const places: [string, unknown][] = [
    ['from', mail.from],
    ...to.map((one, index): [string, unknown] => [`to[${index}]`, one]),
  ]
  return places
    .filter(([, value]) => typeof value === 'string' && value !== '' && !ADDRESS.test(value))
    .map(([place, value]) => ({
      path: `alerts.mail.${place}`,
      message: `'${value}' is not a mail address. Write one plain address, such as 'desk@supplier.example'.`,
    }))
}
