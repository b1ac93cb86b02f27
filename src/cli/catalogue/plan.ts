import * as z from 'zod/mini'
import { terminalTable } from '../terminal-table.ts'

const Row = z.record(z.string(), z.unknown())
const Change = z.object({ key: z.string(), row: Row })

/** The changes that a file would make, in the words of the Admin API. */
export const Plan = z.object({
  catalogueVersion: z.int(),
  added: z.array(Change),
  changed: z.array(z.object({ was: Row, becomes: Change })),
  same: z.int(),
  absent: z.array(z.string()),
})

export type Plan = z.infer<typeof Plan>

export const changesIn = ({ added, changed }: Plan): number => added.length + changed.length

/** A terminal shows this many lines; a program gets all. */
const MOST_LINES = 60
const MOST_NAMES = 20

export function planText(plan: Plan): string {
  const lines = [
    ...plan.added.flatMap(({ key, row }) => cellsOf(row).map(([column, cell]) => ['add', key, column, '', cell])),
    ...plan.changed.flatMap(({ was, becomes }) => changedCells(becomes.key, was, becomes.row)),
  ]
  const table = terminalTable(['CHANGE', 'NUMBER', 'COLUMN', 'GATEWAY', 'FILE'], lines.slice(0, MOST_LINES))
  const left = lines.length > MOST_LINES ? `… and ${lines.length - MOST_LINES} more cells. Show all with --json.` : ''
  return [lines.length > 0 ? table : '', left, summaryText(plan), absentText(plan)].filter(Boolean).join('\n')
}

const summaryText = ({ added, changed, same }: Plan): string =>
  `${added.length} to add, ${changed.length} to change, ${same} the same.`

function absentText({ absent }: Plan): string {
  if (absent.length === 0) return ''
  const named = absent.slice(0, MOST_NAMES).join(', ')
  return `Only in the gateway (${absent.length}), where a push leaves them: ${named}${absent.length > MOST_NAMES ? ' …' : ''}`
}

function changedCells(key: string, was: object, becomes: object): string[][] {
  const [before, after] = [new Map(cellsOf(was)), new Map(cellsOf(becomes))]
  const columns = [...new Set([...before.keys(), ...after.keys()])]
  return columns
    .filter((column) => before.get(column) !== after.get(column))
    .map((column) => ['change', key, column, before.get(column) ?? '', after.get(column) ?? ''])
}

/** `false` and an empty cell say the same as no cell. */
const cellsOf = (row: object): [string, string][] =>
  Object.entries(row).flatMap(([column, value]): [string, string][] =>
    value === undefined || value === '' || value === false ? [] : [[column, cellText(value)]],
  )

const cellText = (value: unknown): string => {
  if (value === true) return 'yes'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
