import { expect, it } from 'vitest'
import { noticeHtml } from '../../src/steps/notice-mail.ts'
import { supplierWith } from '../fakes/orders.ts'

it('shows a customer notice with its opening first, and every word as text', () => {
  const hostile = '<script>{{7*7}}</script>'
  const notice = {
    subject: `Your order ${hostile}`,
    text: `It waits ${hostile}.\n\n- ${hostile}\n\nCall us.\n\nFresco`,
  }
  const html = noticeHtml(
    notice,
    'K-1',
    supplierWith({ language: 'en', customers: [{ customer: 'K-1', language: 'de' }] }),
  )
  expect(html).toContain('<html lang="de">')
  expect(html).not.toContain('<script')
  expect(html.indexOf('It waits')).toBeLessThan(html.indexOf('• &#60;script'))
  expect(html.indexOf('• &#60;script')).toBeLessThan(html.indexOf('Call us.'))
})
