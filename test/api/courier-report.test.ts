import { expect, it } from 'vitest'
import { readReport } from '../../src/api/courier-body.ts'

const reported = async (agoSeconds: unknown) => {
  const request = new Request('https://gateway.example/', {
    ...{ method: 'POST', body: JSON.stringify({ handover: 1, agoSeconds }) },
  })
  return (await readReport(request)).report?.agoMs
}

it.each([
  [12, 12_000],
  [12.3456789, 12_346],
  [1e300, 366 * 86_400_000],
  [-5, 0],
  ['12', 0],
  [null, 0],
])('the age of a courier’s report, %s seconds, is %s whole milliseconds', async (seconds, milliseconds) => {
  expect(await reported(seconds)).toBe(milliseconds)
})
