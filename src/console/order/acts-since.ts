import type { OrderView } from '../../outbox/views.ts'
import type { Visit } from '../frame/visit.ts'
import { type Act, firstText } from '../frame/was-first.tsx'

/** More sentences would hide the newest. */
const MOST = 3

/**
 * A sentence for each action of a person on an order since a page was made, the newest last. `state`: the state on that page, as `orderState`
 * gives it; null for a page without a form, where only the last action counts.
 */
export function actsSince({ timeline }: OrderView, state: string | null, visit: Visit, zone: string): string[] {
  const [, seen] = /^\d+-(\d+)/.exec(state ?? '0-0') ?? []
  if (seen === undefined) return []
  const acts = new Map<string, Act>()
  for (const { at, event, route, text } of timeline.slice(Number(seen))) {
    const [, by] = /^by ([^:]+)/s.exec(text ?? '') ?? []
    if (by === undefined || !Object.hasOwn(visit.words.activity.deeds, event)) continue
    const key = [by, at, event].join('\n')
    acts.set(key, {
      ...{ by, at, action: event },
      routes: [...(acts.get(key)?.routes ?? []), ...(route === null ? [] : [route])],
    })
  }
  return [...acts.values()].slice(state === null ? -1 : -MOST).map((act) => firstText(act, visit, zone))
}
