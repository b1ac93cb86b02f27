import { EntryBody, ImportBody, UndoBody } from '../../src/api/catalogue.ts'
import { EntriesBody } from '../../src/api/catalogue-entries.ts'
import * as answers from './catalogue-answers.ts'
import { action, type Operation, person, SUPPLIER } from './operation.ts'

const TABLE = `${SUPPLIER}/catalogue/{table}`
const entry = { ...person, answer: answers.catalogueRow, refuses: [404, 409, 422] } as const

/** Calls about a supplier's articles and customers. */
export const CATALOGUE_OPERATIONS: readonly Operation[] = [
  {
    method: 'get',
    path: `${SUPPLIER}/catalogue/unknown`,
    id: 'listUnknown',
    summary: 'List the numbers that held orders wait for.',
    ...person,
    answer: answers.unknownNumbers,
  },
  {
    ...{ method: 'get', path: `${SUPPLIER}/catalogue/entries`, id: 'listEntries', ...person },
    ...{
      summary: 'List the numbers that people entered, with their history.',
      answer: answers.entries,
      query: { after: 'The next of the page before.' },
    },
  },
  {
    ...action,
    path: `${SUPPLIER}/catalogue/restore`,
    id: 'restoreEntries',
    summary: 'Restore exported entries.',
    body: EntriesBody,
    answer: answers.restoredEntries,
    refuses: [404, 409, 422],
  },
  {
    ...{ method: 'get', path: TABLE, id: 'listRows', summary: 'List the rows that count.', ...person },
    ...{
      answer: answers.cataloguePage,
      query: { q: 'A text in any cell.', after: 'The last key of the page before.', limit: 'At most 1,000.' },
    },
  },
  {
    method: 'get',
    path: `${TABLE}/export.csv`,
    id: 'exportTable',
    summary: 'Download every row that counts.',
    ...person,
    answer: 'text/csv',
  },
  {
    method: 'get',
    path: `${TABLE}/{key}`,
    id: 'getRow',
    summary: 'Read one number with its history.',
    ...person,
    answer: answers.catalogueRow,
  },
  {
    method: 'get',
    path: `${TABLE}/{key}/orders`,
    id: 'listEntryOrders',
    summary: 'List the orders that were written with the newest entry of a number.',
    ...person,
    answer: answers.entryOrders,
  },
  {
    method: 'get',
    path: `${TABLE}/{key}/outcome`,
    id: 'getEntryOutcome',
    summary: 'Read what the newest entry of a number, or its undo, has done to the orders.',
    ...person,
    answer: answers.entryOutcome,
  },
  { method: 'put', path: `${TABLE}/{key}`, id: 'enterRow', summary: 'Enter a row.', ...entry, body: EntryBody },
  {
    method: 'delete',
    path: `${TABLE}/{key}`,
    id: 'undoRow',
    summary: 'Take the newest entry back.',
    ...entry,
    body: UndoBody,
  },
  {
    method: 'post',
    path: `${TABLE}/import`,
    id: 'importTable',
    summary: 'Enter the rows of a file that differ.',
    ...entry,
    body: ImportBody,
    answer: answers.importPlan,
  },
]
