import { expect, it } from 'vitest'
import { findReceived, storeReceived } from '../../../src/outbox/answers/received.ts'
import { migratedSql } from '../../fakes/node-sql.ts'

it('The newest 10,000 messages of partners are remembered, and older messages are not.', () => {
  const sql = migratedSql(0)
  const message = { digest: 'd', answer: '{}' }
  sql.atomically(() => {
    for (let at = 0; at <= 10_000; at++) storeReceived(sql, 'PARTNER', `m-${at}`, message)
  })
  expect(findReceived(sql, 'PARTNER', 'm-0')).toBeNull()
  expect(findReceived(sql, 'PARTNER', 'm-1')).toMatchObject(message)
})
