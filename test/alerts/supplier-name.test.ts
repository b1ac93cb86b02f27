import { expect, it } from 'vitest'
import { alertMail } from '../../src/alerts/alert-mail.ts'
import { directAlert, directRecovery } from '../../src/outbox/alerts/direct-alert.ts'
import { supplierWith } from '../fakes/orders.ts'
import { testOutbox } from '../fakes/outbox.ts'

const supplier = supplierWith({ name: 'Van de Velde Foodservice', language: 'en' })
const about = { id: 'id', supplier: 'vandevelde', reader: supplier, publicUrl: null }

it('a mail about an order names the supplier, and programs get the key too', async () => {
  const box = testOutbox({ supplier })
  box.accept({ starts: { erp: { state: 'held', reason: 'quantity' } } })
  await box.pass(3_600_000)
  const [alert] = box.troubles
  expect(alert).toMatchObject({ supplier: 'fresco', supplierName: 'Van de Velde Foodservice' })
  const { subject, html } = alertMail(alert as NonNullable<typeof alert>)
  expect(subject).toMatch(/^Orderbridge Van de Velde Foodservice: /)
  expect(html).toContain('>Van de Velde Foodservice</div>')
  expect(subject).not.toContain('fresco')
})

it('a mail past the outbox names the supplier, also at the end', () => {
  const start = directAlert({ kind: 'storage', why: 'The storage is full.' }, about)
  const end = directRecovery({ kind: 'storage', since: 0, now: 60_000 }, about)
  for (const alert of [start, end]) expect(alertMail(alert).subject).toMatch(/^Orderbridge Van de Velde Foodservice: /)
})

it('a mail about a removed supplier, and one that an earlier version queued, has the key', () => {
  const { language, timeZone } = supplier
  const alert = directAlert({ kind: 'storage', why: 'x' }, { ...about, reader: { language, timeZone } })
  expect(alertMail(alert).subject).toMatch(/^Orderbridge vandevelde: /)
})
