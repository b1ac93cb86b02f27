import { planImport } from '../../supplier/catalogue/plan-import.ts'
import type { AskPerson } from '../init/asking.ts'
import { readAnswer } from '../read-answer.ts'
import { WAITS } from '../report.ts'
import { plainText } from '../terminal-table.ts'
import { type CataloguePlace, tablePath } from './catalogue-place.ts'
import { changesIn, Plan, planText } from './plan.ts'
import { kindOf, type TableFile } from './table-of.ts'

interface Actor {
  readonly by: string
  readonly note?: string
}

/** Shows what a push of the file would change. */
export async function compareFile(place: CataloguePlace, file: TableFile, actor: Actor): Promise<number> {
  if (hasMistakes(file)) return 1
  const { answer, plan } = await preview(place, file, actor)
  const isSame = changesIn(plan) + plan.absent.length === 0
  place.print(answer, isSame ? `${file.name} and the gateway say the same.` : planText(plan))
  return isSame ? 0 : WAITS
}

/** Enters the rows that differ, unless another person changed the catalogue after the preview. Null for `ask`: no question. */
export async function pushFile(
  place: CataloguePlace,
  file: TableFile,
  actor: Actor,
  ask: AskPerson | null,
): Promise<number> {
  if (hasMistakes(file)) return 1
  const { answer: previewed, plan } = await preview(place, file, actor)
  const count = changesIn(plan)
  if (count === 0) {
    place.print(previewed, `The gateway has every row of ${file.name} already.`)
    return 0
  }
  if (ask) {
    console.log(planText(plan))
    const answer = await ask(`Enter ${rowsText(count)} in the ${file.table} of ${place.supplier}? (y/n) `)
    if (!/^(y|yes)$/i.test(answer?.trim() ?? '')) {
      console.error('Nothing was entered.')
      return WAITS
    }
  }
  const body = { ...actor, csv: file.bytes.toString('utf8'), catalogueVersion: plan.catalogueVersion }
  const done = await place.client.ask(`${tablePath(place, file.table)}/import`, { method: 'POST', body })
  place.print(done, `${rowsText(count)} entered in the ${file.table} of ${place.supplier}.`)
  return 0
}

async function preview(place: CataloguePlace, { table, bytes }: TableFile, actor: Actor) {
  const body = { ...actor, csv: bytes.toString('utf8'), dryRun: true }
  const answer = await place.client.ask(`${tablePath(place, table)}/import`, { method: 'POST', body })
  return { answer, plan: readAnswer(Plan, answer) }
}

/** Names every mistake with its line, because the gateway's refusal names the first mistake only. */
function hasMistakes({ name, table, bytes }: TableFile): boolean {
  const { problems } = planImport(kindOf(table), bytes, [], null)
  for (const { line, message } of problems) console.error(plainText(`${name}:${line}: ${message}`))
  return problems.length > 0
}

const rowsText = (count: number): string => (count === 1 ? '1 row' : `${count} rows`)
