import { nodeSql } from '../../test/fakes/node-sql.ts'
import { alertsPage } from './alerts-page.ts'
import { commandsPage } from './commands-page.ts'
import { formatsPage } from './formats-page.ts'
import { problemCodesPage } from './problem-codes-page.ts'
import { settingsPage } from './settings-page.ts'
import { tablesPage } from './tables-page.ts'

/** The generated pages of docs/reference, by file name. */
export const pages = async (root: string): Promise<ReadonlyMap<string, string>> =>
  new Map([
    ['alerts.md', alertsPage()],
    ['commands.md', await commandsPage()],
    ['formats.md', formatsPage(root)],
    ['problem-codes.md', problemCodesPage()],
    ['settings.md', settingsPage()],
    ['tables.md', tablesPage(nodeSql())],
  ])
