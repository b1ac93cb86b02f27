import { describe, expect, it } from 'vitest'
import { alertKinds } from '../../src/alerts/kinds.ts'
import { alertWording } from '../../templates/alerts.ts'
import { answers } from './answers.ts'
import { couriers } from './couriers.ts'
import { deliveries } from './deliveries.ts'
import { holds } from './holds.ts'
import { surroundings } from './surroundings.ts'
import type { Trouble } from './troubles.ts'

const LANGUAGES = ['nl', 'fr', 'de', 'en'] as const
const troubles = [...holds, ...deliveries, ...answers, ...couriers, ...surroundings]

/** Alerted once, past the outbox, which cannot tell when the incident ends. */
const WITHOUT_END = ['outbox-unreachable', 'removed']

/** All messages about the incident, in one language. */
async function sayings({ kind, cause, happen }: Trouble, language: string): Promise<string[]> {
  const alerts = await happen(language)
  return alerts
    .filter((alert) => (alert.of ?? alert.kind) === kind && (cause === undefined || alert.cause === cause))
    .map((alert) => [`${alert.kind}: ${alert.text}`, ...(alert.diff ?? [])].join('\n'))
}

describe('everything that can be told', () => {
  it.each(troubles.map((trouble) => [trouble.name, trouble] as const))(
    'is told when it happens, and when it is over: %s',
    async (name, trouble) => {
      const pages: string[] = []
      for (const language of LANGUAGES) {
        const said = await sayings(trouble, language)
        const ended = said.filter((one) => one.startsWith('resolved: '))
        expect([language, said.length > ended.length, ended.length]).toEqual([
          language,
          true,
          WITHOUT_END.includes(name) ? 0 : 1,
        ])
        pages.push(`[${language}]\n${said.join('\n')}\n`)
      }
      await expect(pages.join('\n')).toMatchFileSnapshot(`../golden/alerts/${name}.txt`)
    },
  )

  it('has its trouble here: every kind, every wording, every reason to hold an order', () => {
    const named = troubles.map(({ name }) => name)
    expect(new Set(named).size).toBe(named.length)
    const { kinds, reasons } = alertWording.en
    // Hold alerts are named by their reason; the reason `uncertain` covers the wording with a route.
    const wordings = Object.keys(kinds).filter((name) => name !== 'held' && name !== 'held-on-route')
    const holding = Object.keys(reasons).filter((reason) => reason !== 'fault')
    expect([...named].sort()).toEqual([...wordings, ...holding.map((reason) => `held-${reason}`)].sort())
    expect([...new Set(troubles.map(({ kind }) => kind))].sort()).toEqual(Object.keys(alertKinds).sort())
  })
})
