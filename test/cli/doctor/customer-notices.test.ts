import { describe, expect, it } from 'vitest'
import { withoutNotices } from '../../../src/profile/customer-contact.ts'
import { supplierWith } from '../../fakes/orders.ts'
import { examined } from './examined.ts'

const MAILBOX = { kind: 'mailbox', token: 'PASSWORD' }
const MAILING = {
  customerNotices: { from: 'orders@gateway.example' },
  orderDesk: { mail: 'desk@fresco.example' },
  customers: [{ customer: 'C-77', contact: 'chef@bistro.example' }],
}
const sentences = async (supplier: object, wrangler: string): Promise<string[]> =>
  (await examined(MAILBOX, { supplier, wrangler })).flatMap(({ verdict, text }) =>
    text.includes('EMAIL') ? [`${verdict}: ${text}`] : [],
  )

describe('the doctor, at mails to customers', () => {
  it('says that the binding is missing, where the configuration mails customers', async () => {
    expect(await sentences(MAILING, '')).toEqual(['bad: wrangler.toml binds no EMAIL in [[send_email]].'])
    expect(await sentences(MAILING, '[[send_email]]\nname = "EMAIL"\n')).toEqual(['good: wrangler.toml binds EMAIL.'])
    expect(await sentences({}, '')).toEqual([])
  })
})

it('a gateway without the binding mails no customer, and keeps everything else', () => {
  const fresco = supplierWith(MAILING)
  const { suppliers, ...rest } = withoutNotices({ suppliers: { fresco }, publicUrl: 'https://orders.example' })
  expect(rest).toEqual({ publicUrl: 'https://orders.example' })
  expect(suppliers).toEqual({ fresco: { ...fresco, customerNotices: false } })
})
