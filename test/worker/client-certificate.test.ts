import { beforeAll, expect, it } from 'vitest'
import { delivery, place, soon, view } from './door.ts'
import { fresh } from './posted.ts'
import { setSecrets } from './secrets.ts'
import { openSink } from './sink.ts'

beforeAll(setSecrets)

it('sends by the binding of its client certificate, and by nothing else', async () => {
  const sink = openSink()
  const id = fresh('id')
  await place('mutual', { id })
  await soon(async () => expect(await delivery('mutual', id, 'mutual')).toMatchObject({ state: 'delivered' }))
  await soon(async () =>
    expect(await delivery('mutual', id, 'unbound')).toMatchObject({ state: 'refused', reached: 'no' }),
  )
  const { timeline } = await view('mutual', id)
  expect(JSON.stringify(timeline)).toContain('no mTLS binding NO_CERT')
  expect([...sink.arrived('mutual'), ...sink.arrived('unbound')]).toEqual([])
})
