import { createHash } from 'node:crypto'
import type { Check } from '../../crash/check.ts'
import type { PlacedOrder } from '../../crash/placed-order.ts'
import type { ToldAlert } from './alerts.ts'
import type { CourierProcess } from './courier-process.ts'
import type { Erp } from './erp.ts'
import type { Setting } from './setting.ts'

const nameOf = ({ number }: PlacedOrder): string => `${number}-1.json`

/** Checks that the folder has each accepted order exactly once, complete, and no other file. */
export async function folderChecks(
  route: string,
  erp: Erp,
  accepted: readonly PlacedOrder[],
  url: string,
  setting: Setting,
): Promise<Check[]> {
  const times = (order: PlacedOrder): number => erp.eaten.get(nameOf(order))?.length ?? 0
  const known = new Set(accepted.map(nameOf))
  const damaged: string[] = []
  for (const order of accepted) {
    const path = `/api/orders/${setting.supplier}/${order.id}/documents/${route}`
    const response = await fetch(url + path, { headers: { authorization: `Bearer ${setting.consoleToken}` } })
    const digest = createHash('sha256')
      .update(Buffer.from(await response.arrayBuffer()))
      .digest('hex')
    if (erp.eaten.get(nameOf(order))?.some((one) => one !== digest)) damaged.push(nameOf(order))
  }
  return [
    { name: `${route}: no document is lost`, broken: accepted.filter((one) => times(one) === 0).map(nameOf) },
    { name: `${route}: no document comes twice`, broken: accepted.filter((one) => times(one) > 1).map(nameOf) },
    { name: `${route}: each is the gateway's to the last byte`, broken: damaged },
    {
      name: `${route}: nothing else was ever in the folder`,
      broken: [...erp.strange, ...[...erp.eaten.keys()].filter((name) => !known.has(name))],
    },
  ]
}

/** Checks the final state at the gateway. */
export async function deskChecks(
  unsettled: readonly string[],
  told: readonly ToldAlert[],
  expected: { readonly full: boolean; readonly over: boolean },
): Promise<Check[]> {
  const of = (cause: string, kind: string): number =>
    told.filter((one) => one.cause === cause && one.kind === kind && one.route === 'small').length
  const odd = told.filter(({ kind, of: what = kind }) => what !== 'courier').map((one) => JSON.stringify(one))
  const checks: Check[] = [
    { name: 'every order is settled at the gateway', broken: unsettled },
    { name: 'nobody was told of an order', broken: odd },
  ]
  if (expected.full)
    checks.push({
      name: `that the disk was full is told${expected.over ? ', and that it is over' : ''}`,
      broken: [
        ...(of('disk-full', 'courier') > 0 ? [] : ['it was not told']),
        ...(!expected.over || of('disk-full', 'resolved') > 0 ? [] : ['it was not told that it is over']),
      ],
    })
  return checks
}

export const endChecks = (codes: readonly (number | null)[], couriers: readonly CourierProcess[]): Check[] => [
  {
    name: 'every courier ends when it is told to',
    broken: couriers.flatMap(({ name }, at) => (codes[at] === 0 ? [] : [`${name} ended with ${codes[at]}`])),
  },
  {
    name: 'no courier has said anything of a fault of its own',
    broken: couriers.flatMap((courier) =>
      courier
        .log()
        .split('\n')
        .filter((line) => line !== '' && !/^\d{4}-\d\d-\d\dT\S+ /.test(line))
        .slice(0, 3)
        .map((line) => `${courier.name}: ${line}`),
    ),
  },
]
