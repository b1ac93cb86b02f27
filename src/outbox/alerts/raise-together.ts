import { type AlertPorts, type Occurrence, raiseAlert } from './raise-alert.ts'

/** Raises the alerts of one moment: the occurrences of one incident share a message. */
export function raiseTogether(ports: AlertPorts, occurrences: readonly Occurrence[]): void {
  const byIncident = Map.groupBy(occurrences, ({ kind, route, cause }) => JSON.stringify([kind, route, cause]))
  for (const some of byIncident.values())
    for (const one of some) raiseAlert(ports, some.length === 1 ? one : { ...one, among: 'these' })
}
