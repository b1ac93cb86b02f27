import { describe, expect, it } from 'vitest'
import { orderOf, supplierWithTables } from '../fakes/catalogue.ts'
import { ENTER, opened, PATH } from './catalogue-page.ts'

describe('the entry of an article', () => {
  it('shows the second of two people the entry of the first, and stores the second only when pressed again', async () => {
    const { box, browser, door, browser: an } = await opened()
    await door.post(orderOf('one'))
    const first = await an.get(`${ENTER}?key=3105&erpArticle=1`)
    const second = await browser.get(`${ENTER}?key=3105&erpArticle=2`)
    await an.submit(first, ENTER)
    const refused = await browser.submit(second, ENTER)
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('An Peeters entered this at 10:00.')
    expect(box.outbox.catalogueRow('article', '3105')?.effective).toMatchObject({ erpArticle: '1' })
    expect((await browser.submit(refused, ENTER)).status).toBe(303)
    expect(box.outbox.catalogueRow('article', '3105')?.effective).toMatchObject({ erpArticle: '2' })
  })

  it('keeps what was typed, also an emptied field, on the way back from the page that asks', async () => {
    const articles = [{ article: '3105', erpArticle: '303105', unit: 'PCE' }]
    const { browser, door } = await opened({ supplier: supplierWithTables({ articles }) })
    await door.post(orderOf('one', '9999'))
    for (const key of ['3105', '9999']) {
      const asked = await browser.get(`${ENTER}?key=${key}&order=one&erpArticle=303999&factor=6&unit=&weighted=yes`)
      const [, back = ''] = /<a class="btn" href="([^"]+)">Back, do nothing/.exec(asked.text) ?? []
      const { text } = await browser.get(back.replaceAll('&amp;', '&'))
      expect(text).toContain('name="erpArticle" value="303999"')
      expect(text).toContain('name="factor" value="6"')
      expect(text).toContain('name="unit" value=""')
      expect(text).toContain('<option value="yes" selected="">')
      expect(text).toContain('<input type="hidden" name="order" value="one"/>')
    }
  })

  it('shows the form again with what was typed when a field is wrong', async () => {
    const { browser } = await opened()
    const { status: code, text } = await browser.get(`${ENTER}?key=3105&erpArticle=77&factor=six&gtin=12`)
    expect(code).toBe(422)
    for (const words of [
      'Nothing was entered.',
      'Write a number above zero',
      'value="six"',
      'value="77"',
      'aria-invalid',
    ])
      expect(text, words).toContain(words)
  })

  it('shows the row of the configuration beside the entry, finds rows, and undoes after a question', async () => {
    const articles = [{ article: 'A-1', erpArticle: '900' }, { article: 'B-2' }]
    const { box, browser } = await opened({ supplier: supplierWithTables({ articles }) })
    box.outbox.enterRow(
      { kind: 'article', key: 'A-1', row: { article: 'A-1', erpArticle: '901', weighted: false } },
      { by: 'Jo' },
      null,
    )
    const list = await browser.get(`${PATH}/articles?q=901`)
    expect(list.text).toContain('1 of 2 match')
    expect(list.text).toContain('entered by Jo')
    const asked = await browser.get(`${PATH}/articles/undo?key=A-1`)
    expect(asked.text).toContain('900')
    expect(box.outbox.catalogueRow('article', 'A-1')?.effective).toMatchObject({ erpArticle: '901' })
    await browser.submit(asked, `${PATH}/articles/undo`)
    const shown = await browser.get(`${PATH}/articles/row?key=A-1`)
    expect(box.outbox.catalogueRow('article', 'A-1')?.effective).toMatchObject({ erpArticle: '900' })
    expect(shown.text).toContain('took an entry back')
    const again = await browser.submit(asked, `${PATH}/articles/undo`)
    expect(again.status).toBe(409)
    expect(again.text).toContain('Nothing was done: this is no longer possible')
  })
})
