import { readEntryLine } from '../../exports/entry-lines.ts'
import type { HistoryPage, NumberHistory, RestoredNumber } from '../../outbox/catalogue/entry-history.ts'
import type { AdminClient } from '../admin-client.ts'
import { shown } from '../place.ts'
import { linesOf } from './lines.ts'
import type { RestoreActor } from './send.ts'

const MOST_NUMBERS = 200
const NAMES = 20

const catalogueOf = (supplier: string): string => `/suppliers/${encodeURIComponent(supplier)}/catalogue`

/** Every number that people entered in a running gateway. */
export async function* entriesOf(client: AdminClient, supplier: string): AsyncGenerator<NumberHistory> {
  for (let after: string | null = ''; after !== null; ) {
    const answer = await client.ask(`${catalogueOf(supplier)}/entries?after=${encodeURIComponent(after)}`)
    const page = answer as unknown as HistoryPage
    yield* page.numbers
    after = page.next
  }
}

export interface EntryTally {
  restored: number
  alreadyPresent: number
  readonly conflicts: string[]
}

export const newEntryTally = (): EntryTally => ({ restored: 0, alreadyPresent: 0, conflicts: [] })

/** Sends numbers with their history, in sequence. */
export async function sendEntries(
  client: AdminClient,
  supplier: string,
  numbers: AsyncIterable<NumberHistory> | Iterable<NumberHistory>,
  { actor, tally }: { readonly actor: RestoreActor; readonly tally: EntryTally },
): Promise<void> {
  let batch: NumberHistory[] = []
  async function send(): Promise<void> {
    if (batch.length === 0) return
    const body = { ...actor, numbers: batch }
    const answer = await client.ask(`${catalogueOf(supplier)}/restore`, { method: 'POST', body })
    for (const { kind, key, outcome } of answer.numbers as RestoredNumber[]) {
      if (outcome === 'restored') tally.restored++
      if (outcome === 'already-present') tally.alreadyPresent++
      if (outcome === 'conflict') tally.conflicts.push(`${kind} ${key}`)
    }
    batch = []
  }
  for await (const number of numbers) {
    batch.push(number)
    if (batch.length === MOST_NUMBERS) await send()
  }
  await send()
}

/** Empty where no number was sent. */
export function entryTallyText({ restored, alreadyPresent, conflicts }: EntryTally): string {
  if (restored + alreadyPresent + conflicts.length === 0) return ''
  const summary = `Catalogue: ${numbersText(restored)} restored; ${alreadyPresent} were there already.`
  if (conflicts.length === 0) return summary
  const named = conflicts.slice(0, NAMES).join(', ')
  return `${summary}\n${numbersText(conflicts.length)} left alone, because another row counts in the gateway: ${named}${conflicts.length > NAMES ? ' …' : ''}`
}

export const numbersText = (count: number): string => (count === 1 ? '1 number' : `${count} numbers`)

/** Reads the entries of an export and checks them. */
export async function surveyEntries(
  file: string,
  supplier: string,
): Promise<{ readonly numbers: readonly NumberHistory[]; readonly complaints: readonly string[] }> {
  const numbers: NumberHistory[] = []
  const complaints: string[] = []
  let end: number | null = null
  let last = 0
  const complain = (line: number, why: string): void => void complaints.push(`${shown(file)}:${line}: ${why}`)
  for (const { number, text, isWhole } of linesOf(file)) {
    last = number
    const line = isWhole ? await readEntryLine(text) : ({ ok: false, error: 'it is cut short.' } as const)
    if (end !== null) complain(number, 'it comes after the end.')
    else if (!line.ok) complain(number, line.error)
    else if (line.value.kind === 'end') end = line.value.numbers
    else {
      numbers.push(line.value.number)
      if (line.value.supplier !== supplier)
        complain(number, `it is an entry of ${line.value.supplier}, not of ${supplier}.`)
    }
  }
  if (end === null && complaints.length === 0) complain(last + 1, 'the export has no end: it was cut short.')
  if (end !== null && end !== numbers.length && complaints.length === 0)
    complain(last, `there should be ${numbersText(end)}, and there are ${numbers.length}.`)
  return { numbers, complaints }
}
