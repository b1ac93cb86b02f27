import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ADMIN_HELP, ADMIN_OPTIONS } from './admin-client.ts'
import { NO_NOTES, type Notes, notesName, openNotebook } from './backfill/notes.ts'
import { outcome, summary } from './backfill/summary.ts'
import { type Walk, walk } from './backfill/walk.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { createTerminal } from './init/terminal.ts'
import { ROOT } from './place.ts'
import { ACTOR_HELP, ACTOR_OPTIONS, actorOf, withGateway } from './report.ts'

export const backfill: Command = {
  help: `npx orderbridge backfill --supplier NAME --from DATE --to DATE [options]

Lists what Apicbase has of a span of days, whatever \`since\` says, and compares it with what this gateway knows. With
--deliver the missing orders are handed to the supplier's routes, after you have typed how many they are. Stopped on the
way, the same command goes on where it was.

  npx orderbridge backfill --supplier fresco --from 2026-11-01 --to 2026-11-10             lists and compares
  npx orderbridge backfill --supplier fresco --from 2026-11-01 --to 2026-11-10 --deliver   hands over what is missing

  --supplier NAME    whose orders
  --from DATE        placed from that day on, on the supplier's clock
  --to DATE          to the end of that day
  --deliver          hand over what is missing; asks for its number first
  --again            read the list anew, rather than go on with what an earlier command has found
${ACTOR_HELP}
${ADMIN_HELP}

Exit codes:
  0  compared; with --deliver: every missing order was handed over
  1  an order was not handed over, another number was typed, or the gateway refused or was not reached
  2  wrong use`,

  async run(words) {
    const options = readOptions(words, {
      ...ADMIN_OPTIONS,
      ...ACTOR_OPTIONS,
      ...{ supplier: 'text', from: 'text', to: 'text' },
      ...{ deliver: 'switch', again: 'switch' },
    } as const)
    const { supplier, from, to } = options
    if (supplier === undefined) throw new UsageError('Give --supplier: whose orders?')
    if (from === undefined || to === undefined)
      throw new UsageError('Give --from and --to: which days, such as --from 2026-10-01 --to 2026-10-31?')
    const notebook = openNotebook(join(ROOT, '.orderbridge', notesName({ supplier, from, to, url: options.url })))
    if (options.again) notebook.forget()
    const path = `/suppliers/${encodeURIComponent(supplier)}/backfill`
    const range = { ...actorOf(options), from, to }
    return withGateway(
      options,
      (client, _print, progress) =>
        proceed(notebook.read() ?? NO_NOTES, options.deliver, { client, path, range, notebook, progress, wait: sleep }),
      null,
    )
  },
}

async function proceed(found: Notes, isToDeliver: boolean, steps: Walk): Promise<number> {
  let notes = found
  // A run without delivery must show the current state, so start again.
  if (notes.phase === 'delivered' || (notes.phase === 'listed' && !isToDeliver)) notes = NO_NOTES
  if (notes.pages > 0 && notes.phase !== 'listed') console.log(`Going on after page ${notes.pages}.`)
  if (notes.phase === 'listing') {
    const listed = await walk(notes, [], steps)
    notes = { ...listed, phase: 'listed', listedAt: new Date().toISOString() }
    steps.notebook.write(notes)
    steps.progress.end()
  }
  const ids = notes.missing.map(({ orderId }) => orderId)
  if (notes.phase === 'listed') {
    console.log(summary(notes))
    if (ids.length === 0) return 0
    if (!isToDeliver) {
      console.log('\nNothing was delivered. With --deliver the same command hands over what is missing.')
      return 0
    }
    if (!(await confirmed(ids.length))) {
      console.error('That is another number. Nothing was delivered.')
      return 1
    }
    notes = { ...notes, phase: 'delivering', page: null, pages: 0, read: 0 }
    steps.notebook.write(notes)
  }
  const done: Notes = { ...(await walk(notes, ids, steps)), phase: 'delivered' }
  steps.notebook.write(done)
  steps.progress.end()
  console.log(outcome(done))
  return ids.every((id) => done.delivered[id] !== undefined) ? 0 : 1
}

/** Asks the operator to type the number of orders. */
async function confirmed(count: number): Promise<boolean> {
  const terminal = createTerminal()
  try {
    return (await terminal.ask(`\nType ${count} to hand over these ${count} orders: `))?.trim() === String(count)
  } finally {
    terminal.close()
  }
}
