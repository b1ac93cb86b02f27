import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { nodeSql } from '../../test/fakes/node-sql.ts'
import { openApi } from '../openapi/openapi.ts'
import { alertsPage } from './alerts-page.ts'
import { fillBlocks } from './blocks.ts'
import { commandsPage } from './commands-page.ts'
import { formatsPage } from './formats-page.ts'
import { problemCodesPage } from './problem-codes-page.ts'
import { settingsPage } from './settings-page.ts'
import { tablesPage } from './tables-page.ts'
import { transportsPage } from './transports-page.ts'

/** The pages of docs that the code writes, and the pages that have blocks of the code, by file name in docs. */
export const pages = async (root: string): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['reference/alerts.md', alertsPage()],
    ['reference/commands.md', await commandsPage()],
    ['reference/formats.md', formatsPage(root)],
    ['reference/openapi.json', `${JSON.stringify(openApi(), null, 1)}\n`],
    ['reference/problem-codes.md', problemCodesPage()],
    ['reference/settings.md', settingsPage()],
    ['reference/tables.md', tablesPage(nodeSql())],
    ['reference/transports.md', transportsPage()],
    ...(await formatPages(root)),
  ])

async function formatPages(root: string): Promise<(readonly [string, string])[]> {
  const folder = path.join(root, 'docs', 'formats')
  const filled: (readonly [string, string])[] = []
  for (const name of readdirSync(folder).sort()) {
    filled.push([`formats/${name}`, await fillBlocks(readFileSync(path.join(folder, name), 'utf8'), root)])
  }
  return filled
}
