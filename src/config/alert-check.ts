import { err, ok, type Result } from '../model/result.ts'
import { Alerts } from '../profile/alert-settings.ts'
import { isMailAddress } from '../text/mail-address.ts'
import { isGroup } from '../text/parsed-json.ts'
import { type Mistake, pathOf, type Step } from './mistake.ts'
import { secretNameMistake } from './secret-name.ts'
import { mistakesFrom, WITHOUT_WORDS } from './sentence.ts'
import { repeats } from './table-check.ts'

/** Checks the gateway's alerts. Undefined without alerts. */
export function alertMistakes(input: unknown): Result<Alerts | undefined, Mistake[]> {
  if (input === undefined) return ok(undefined)
  const parsed = Alerts.safeParse(input, WITHOUT_WORDS)
  const mistakes = parsed.success ? [] : mistakesFrom(parsed.error.issues, Alerts, input, ['alerts'])
  if (isGroup(input)) {
    const channels = Array.isArray(input.channels) ? input.channels : []
    if (input.url === undefined && input.mail === undefined && channels.length === 0) {
      mistakes.push({
        path: 'alerts',
        message:
          "would tell nobody: give `url` (the name of the secret that holds the address) or `mail: { from: '…', to: ['…'] }`, or both, or `channels`.",
      })
    }
    mistakes.push(...channelMistakes(input, ['alerts']))
  }
  return parsed.success && mistakes.length === 0 ? ok(parsed.data) : err(mistakes)
}

/** Checks the channels of `alerts`, the gateway's or a supplier's, beyond the schema. */
export function channelMistakes(alerts: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const channels = (Array.isArray(alerts.channels) ? alerts.channels : []).map((channel, index) => ({
    channel,
    at: [...at, 'channels', index],
  }))
  return [
    ...placeMistakes(alerts, at),
    ...channels.flatMap(({ channel, at: place }) =>
      isGroup(channel) ? [...placeMistakes(channel, place), ...wayMistakes(channel, place)] : [],
    ),
    ...repeats(
      channels.map(({ channel }) => channel),
      'name',
      [...at, 'channels'],
      'channel',
    ),
    ...(channels.length > 0 && channels.every(({ channel }) => isGroup(channel) && channel.backup === true)
      ? loneSpares(alerts, at)
      : []),
  ]
}

/** A waiting alert names its channel, so a supplier's channels and the gateway's channels must have different names. */
export function sharedChannels(gateway: unknown, suppliers: Record<string, unknown>): Mistake[] {
  const shared = new Set(namesIn(gateway))
  return Object.entries(suppliers).flatMap(([id, supplier]) =>
    namesIn(isGroup(supplier) ? supplier.alerts : null).flatMap((name, index) =>
      shared.has(name) || SHORTHANDS.includes(name)
        ? [
            {
              path: pathOf(['suppliers', id, 'alerts', 'channels', index, 'name']),
              message: `'${name}' is the name of another channel that is told of this supplier. Choose another.`,
            },
          ]
        : [],
    ),
  )
}

/** The channel names of `url`, `mail` and the break-glass page. */
const SHORTHANDS = ['url', 'mail', 'own-url', 'own-mail', 'break-glass']

const namesIn = (alerts: unknown): string[] =>
  isGroup(alerts) && Array.isArray(alerts.channels)
    ? alerts.channels.map((channel) => (isGroup(channel) && typeof channel.name === 'string' ? channel.name : ''))
    : []

/** Checks that a channel has one address, and only settings of that kind. */
function wayMistakes(channel: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  if ((channel.url === undefined) === (channel.mail === undefined)) {
    return [
      { path: pathOf(at), message: "needs one of `url` (the name of a secret) and `mail: { from: '…', to: ['…'] }`." },
    ]
  }
  const odd = channel.mail === undefined ? [] : ['format', 'secret'].filter((key) => channel[key] !== undefined)
  return odd.map((key) => ({ path: pathOf([...at, key]), message: 'belongs to a `url`; a mail has none.' }))
}

function loneSpares(alerts: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  if (at[0] !== 'alerts' || alerts.url !== undefined || alerts.mail !== undefined) return []
  return [
    {
      path: pathOf([...at, 'channels']),
      message: 'has backup channels only, and nobody they could stand in for. Take `backup` off the first.',
    },
  ]
}

function placeMistakes(where: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const names = ['url', 'secret'].flatMap((key) => {
    const name = where[key]
    return typeof name === 'string' ? secretNameMistake(name, pathOf([...at, key])) : []
  })
  return [...names, ...(isGroup(where.mail) ? addressMistakes(where.mail, [...at, 'mail']) : [])]
}

function addressMistakes(mail: Record<string, unknown>, at: readonly Step[]): Mistake[] {
  const to = Array.isArray(mail.to) ? mail.to : []
  const places: [Step[], unknown][] = [
    [['from'], mail.from],
    ...to.map((address, index): [Step[], unknown] => [['to', index], address]),
  ]
  return places
    .filter(([, value]) => typeof value === 'string' && value !== '' && !isMailAddress(value))
    .map(([place, value]) => ({
      path: pathOf([...at, ...place]),
      message: `'${value}' is not a mail address. Write one plain address, such as 'desk@supplier.example'.`,
    }))
}
