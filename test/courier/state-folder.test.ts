import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openStateFolder, readIdentity, type StateFolder } from '../../src/courier/state-folder.ts'
import { temporaryFolder } from '../fakes/temporary-folder.ts'

const at = temporaryFolder()

const PURPOSE = { supplier: 'fresco', route: 'erp', folder: '/erp/in' }

function opened(purpose = PURPOSE, former: string | null = null): StateFolder {
  const state = openStateFolder(at('state'), purpose, randomUUID(), former)
  if (typeof state === 'string' || 'former' in state) throw new Error(JSON.stringify(state))
  return state
}

describe('a state folder', () => {
  it('is the same courier over all its runs, and remembers those that the gateway does not know yet', () => {
    const [first, second, third] = [opened(), null, null].map((state) => {
      const one = state ?? opened()
      one.close()
      return one.self
    })
    expect(new Set([first?.courier, second?.courier, third?.courier]).size).toBe(1)
    expect([first?.after, second?.after, third?.after]).toEqual([[], [first?.run], [first?.run, second?.run]])
    const state = opened()
    state.settleRun()
    state.close()
    const last = opened()
    expect(last.self.after).toEqual([state.self.run])
    last.close()
  })

  it('opens as couriers left it before formats had numbers, and refuses what a newer courier left', () => {
    opened().close()
    const file = at('state/courier.json')
    const { format, ...before } = JSON.parse(readFileSync(file, 'utf8'))
    expect(format).toBe(3)
    writeFileSync(file, JSON.stringify(before))
    const state = opened()
    expect(state.self.courier).toBe(before.courier)
    state.close()
    writeFileSync(file, JSON.stringify({ ...before, format: 4 }))
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toMatch(
      /^A newer courier has used the state folder .* \(format 4\)\. .*: start the newer courier\.$/,
    )
    expect(JSON.parse(readFileSync(file, 'utf8')).format).toBe(4)
  })

  it('serves one courier at a time', () => {
    const state = opened()
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toContain('Another courier is using the state folder')
    state.close()
    opened().close()
  })

  it.each([
    [{ ...PURPOSE, route: 'wms' }, 'belongs to route erp of fresco'],
    [{ ...PURPOSE, folder: '/erp/other' }, 'belongs to the folder /erp/in'],
  ])('serves nothing else than it was made for: %j', (purpose, why) => {
    opened().close()
    expect(openStateFolder(at('state'), purpose, randomUUID())).toContain(why)
    opened().close()
  })

  it('goes on under a new name of its supplier, once the gateway has confirmed the former name', () => {
    const before = opened()
    before.close()
    const renamed = { ...PURPOSE, supplier: 'bistro' }
    expect(openStateFolder(at('state'), renamed, randomUUID())).toEqual({ former: 'fresco' })
    expect(openStateFolder(at('state'), renamed, randomUUID(), 'vega')).toEqual({ former: 'fresco' })
    const after = opened(renamed, 'fresco')
    expect([after.self.courier, after.self.after]).toEqual([before.self.courier, [before.self.run]])
    after.close()
    opened(renamed).close()
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toEqual({ former: 'bistro' })
  })

  it.each([{ route: 'wms' }, { folder: '/erp/other' }])(
    'asks for no former name where also this differs: %j',
    (other) => {
      opened().close()
      const purpose = { ...PURPOSE, supplier: 'bistro', ...other }
      expect(openStateFolder(at('state'), purpose, randomUUID(), 'fresco')).toContain('belongs to')
    },
  )

  it('tells who it is without writing anything, for when its disk is full', () => {
    mkdirSync(at('state'))
    expect(readIdentity(at('state'), 'run-2')).toBeNull()
    const state = opened()
    expect(readIdentity(at('state'), 'run-2')).toEqual({ ...state.self, run: 'run-2', after: [state.self.run] })
    state.close()
  })

  it('that can’t be read is not begun anew: it would be another courier', () => {
    opened().close()
    writeFileSync(at('state/courier.json'), '{')
    expect(openStateFolder(at('state'), PURPOSE, randomUUID())).toContain("can't be read")
  })
})
