import { setTimeout as sleep } from 'node:timers/promises'
import { ADMIN_HELP, ADMIN_OPTIONS, type AdminClient } from './admin-client.ts'
import { type Command, readOptions, UsageError } from './command.ts'
import { withGateway } from './report.ts'

/** Wait before the next run, which continues where the first run stopped. */
const PAUSE_MS = 5_000

export const poll: Command = {
  help: `npx orderbridge poll --supplier NAME [options]

Makes a running gateway read the supplier's order API now, and prints the result. A run may stop at a limit or at the end
of its time. Then another run continues, until the complete list is read.

  npx orderbridge poll --supplier fresco           until the list is read to its end
  npx orderbridge poll --supplier fresco --once    one run

  --supplier NAME    whose orders
  --once             one run only
${ADMIN_HELP}

Exit codes:
  0  the list was read to its end
  1  the list was not read to its end, or the gateway was not reached
  2  wrong use`,

  async run(words) {
    const options = readOptions(words, { ...ADMIN_OPTIONS, supplier: 'text', once: 'switch' })
    if (options.supplier === undefined) throw new UsageError('Give --supplier: whose order API is read?')
    const path = `/suppliers/${encodeURIComponent(options.supplier)}/poll`
    const readToEnd = async (client: AdminClient): Promise<number> => {
      for (;;) {
        const report = await client.ask(path, { method: 'POST' })
        console.log(inWords(report))
        if (report.complete === true) return 0
        if (options.once || report.resumes !== true) return 1
        await sleep(PAUSE_MS)
      }
    }
    return withGateway(options, readToEnd, null)
  },
}

function inWords(report: Readonly<Record<string, unknown>>): string {
  const { seen, accepted, held, duplicate, skipped, refused, pages, requests, complete, reason, resumes } = report
  const counts = `${accepted} accepted, ${held} held, ${duplicate} known to the outbox, ${skipped} skipped (known, or from before \`since\`), ${refused} without an id`
  const end = complete ? 'To the end of the list.' : `Not to the end of the list: ${reason}`
  const next = resumes ? ' The next run goes on from there.' : ''
  return `${seen} orders, pages read: ${pages}, requests: ${requests}. ${counts}. ${end}${next}`
}
