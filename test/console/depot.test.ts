import { describe, expect, it } from 'vitest'
import { frontDoor, orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { testConsole } from '../fakes/console.ts'
import { ERP, httpRoute } from '../fakes/orders.ts'

/** The pages about a customer of the table that no route takes. */
async function pagesOf(when: object) {
  const supplier = supplierWithTables({
    ...{ language: 'en', articles: [{ article: '3105' }], routes: [httpRoute('erp', ERP, { when })] },
  })
  const { box, browser } = testConsole({ supplier })
  await frontDoor(box).post(orderOf('one'))
  const reader = browser({ 'accept-language': 'en' })
  await reader.signIn()
  const paths = ['/catalogue/fresco', '/catalogue/fresco/customers/row?key=C-77', '/orders/fresco/one']
  const pages = await Promise.all(paths.map(async (path) => (await reader.get(`/console${path}`)).text))
  return [...pages, ...box.alerts.map(({ text }) => text)].join('\n')
}

describe('the depot of a customer', () => {
  it('is asked for where a route asks for a depot', async () => {
    const text = await pagesOf({ depot: 'north' })
    expect(text).toContain('Enter its depot.')
    expect(text).toContain('name="depot"')
  })

  it('is named nowhere where no route asks for a depot', async () => {
    const text = await pagesOf({ customers: ['C-1'] })
    expect(text).toContain('no route takes its orders.')
    expect(text).toContain('No route takes orders of customer C-77.')
    expect(text.match(/depot/gi) ?? []).toEqual([])
  })
})
