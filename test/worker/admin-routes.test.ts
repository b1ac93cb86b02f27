import { beforeAll, describe, expect, it } from 'vitest'
import { act, admin } from './door.ts'
import { expectProblem } from './problem.ts'
import { setSecrets } from './secrets.ts'

beforeAll(setSecrets)

describe('the routes in the Admin API', () => {
  it('are listed with their state', async () => {
    const count = expect.any(Number)
    const unsent = { written: count, unwritten: count }
    const open = { state: 'open', paused: null, unsettled: count, unsent, circuit: { state: 'closed' } }
    expect((await admin('/suppliers/box/routes')).json).toMatchObject({
      routes: [
        { route: 'erp', format: 'edifact-d96a', ...open, numbers: { left: count } },
        { route: 'archive', format: 'json', ...open },
      ],
    })
    for (const name of ['nobody', 'constructor']) expectProblem(await admin(`/suppliers/${name}/routes`), 404)
  })

  it.each(['pause', 'resume', 'retry'])(
    'answer %s with 404 for what is not there, and 422 without a name',
    async (action) => {
      expectProblem(await act(`/suppliers/box/routes/nowhere/${action}`), 404)
      expectProblem(await act(`/suppliers/nobody/routes/erp/${action}`), 404)
      expectProblem(await admin(`/suppliers/box/routes/erp/${action}`, { method: 'POST' }), 422, 'by')
      expect((await admin('/suppliers/box/routes')).json.routes[0].state).toBe('open')
    },
  )
})
