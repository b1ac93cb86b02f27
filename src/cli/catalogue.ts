import { didYouMean, oneOf } from '../text/suggestion.ts'
import { compareFile, pushFile } from './catalogue/compare.ts'
import { pullTables } from './catalogue/pull.ts'
import { readTableFile, TABLES, tableOf } from './catalogue/table-of.ts'
import { chosenSupplier } from './chosen-supplier.ts'
import { type Command, readWords, UsageError } from './command.ts'
import type { AskPerson } from './init/asking.ts'
import { createTerminal } from './init/terminal.ts'
import { ACTOR_HELP, ACTOR_OPTIONS, actorOf, REPORT_HELP, REPORT_OPTIONS, withGateway } from './report.ts'

/** `ask` is a parameter, because a test has no terminal. Null where no person can be asked. */
export const createCatalogue = (ask: AskPerson | null): Command => ({
  help: `npx orderbridge catalogue pull | push | diff  [FILE …] [options]

Moves the customers and the articles of a running gateway into CSV files and back. The files have the columns that the
configuration reads, so that entries made in the console can be kept beside gateway.config.ts.

  npx orderbridge catalogue pull                           writes customers.csv and articles.csv into this folder
  npx orderbridge catalogue pull articles --out tables --yes   one table, into another folder, over the file there
  npx orderbridge catalogue diff customers.csv             what a push would add and change, and what only the gateway has
  npx orderbridge catalogue diff articles.csv --json       the same, for a program
  npx orderbridge catalogue push articles.csv              shows that, asks, and enters the rows that differ
  npx orderbridge catalogue push articles.csv --yes --note "spring list"   without a question

  --supplier NAME    whose catalogue; needed where the gateway has several suppliers
  --table NAME       push, diff: customers or articles, where the name of the file does not say so
  --out FOLDER       pull: where to (default: this folder)
  --yes              push: without a question; pull: over a file that says something else
${ACTOR_HELP}
${REPORT_HELP}

A push never removes a row: rows that the file lacks stay. With a mistake in the file, no row is entered.

Exit codes:
  0  done; for diff: the file and the gateway say the same
  1  the gateway refused, or was not reached, or a file cannot be read or written
  2  wrong use
  3  diff: the file and the gateway differ; push: the answer was no, and nothing was entered`,

  async run(words) {
    const { options, rest } = readWords(words, {
      ...REPORT_OPTIONS,
      ...ACTOR_OPTIONS,
      ...({ supplier: 'text', table: 'text', out: 'text', yes: 'switch' } as const),
    })
    const [verb = '', ...wanted] = rest
    if (!VERBS.includes(verb)) throw new UsageError(unknownVerb(verb))
    const { supplier, table, out, yes } = options
    if (out !== undefined && verb !== 'pull') throw new UsageError('--out is for pull.')
    if (yes && verb === 'diff') throw new UsageError('--yes is for push and pull.')
    if (verb === 'pull') {
      if (table !== undefined) throw new UsageError(`Name the table without an option: catalogue pull ${table}`)
      const tables = wanted.length === 0 ? TABLES : wanted.map(tableOf)
      return withGateway(options, async (client, print) =>
        pullTables({ client, print, supplier: await chosenSupplier(client, supplier) }, tables, { out, over: yes }),
      )
    }
    const [name, ...more] = wanted
    if (name === undefined || more.length > 0) throw new UsageError(`Give one file: catalogue ${verb} customers.csv`)
    const file = readTableFile(name, table)
    const question = yes || options.json || options.quiet ? null : ask
    if (verb === 'push' && !yes && !question)
      throw new UsageError(
        'A push asks a person in a terminal, without --json and --quiet. Look at the diff, then give --yes.',
      )
    return withGateway(options, async (client, print) => {
      const place = { client, print, supplier: await chosenSupplier(client, supplier) }
      return verb === 'diff'
        ? compareFile(place, file, actorOf(options))
        : pushFile(place, file, actorOf(options), question)
    })
  },
})

export const catalogue = createCatalogue(process.stdin.isTTY ? askAtTerminal : null)

const VERBS = ['pull', 'push', 'diff']

const unknownVerb = (verb: string): string =>
  verb === ''
    ? `Say what to do: ${oneOf(VERBS)}.`
    : `A catalogue knows no '${verb}'.${didYouMean(verb, VERBS) || ` Give ${oneOf(VERBS)}.`}`

async function askAtTerminal(question: string): Promise<string | undefined> {
  const terminal = createTerminal()
  try {
    return await terminal.ask(question)
  } finally {
    terminal.close()
  }
}
