import { ADMIN_HELP, ADMIN_OPTIONS, adminClient, Unable } from './admin-client.ts'
import { type Command, readWords, UsageError } from './command.ts'
import { moveOrders, sleep } from './move-orders.ts'
import { ACTOR_HELP, ACTOR_OPTIONS, actorOf } from './report.ts'

export const rename: Command = {
  help: `npx orderbridge rename OLD=NEW [options]

Moves the orders and the catalogue of a supplier that has a new name in the running gateway. \`npx orderbridge deploy --rename\` deploys first,
and then does the same. Settled orders are known under the new name. Open orders are held as 'restored', with one alert.
What is moved already stays as it is, so the same command may be given again.

  npx orderbridge rename old=fresco --note "new trade name"

${ACTOR_HELP}
${ADMIN_HELP}

Exit codes:
  0  every order was moved
  1  not all orders were moved, or the new name has another content of an order
  2  wrong use`,

  async run(words) {
    const { options, rest } = readWords(words, { ...ADMIN_OPTIONS, ...ACTOR_OPTIONS })
    const [from = '', to = '', ...more] = (rest[0] ?? '').split('=')
    if (from === '' || to === '' || more.length > 0 || rest.length !== 1)
      throw new UsageError('Give the old and the new name, such as old=new.')
    try {
      return await moveOrders(adminClient(options), { from, to }, actorOf(options), sleep)
    } catch (error) {
      if (!(error instanceof Unable)) throw error
      console.error(error.message)
      console.error('Not all orders were moved. Given again, the same command goes on.')
      return 1
    }
  },
}
