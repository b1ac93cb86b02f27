import { writeFileSync } from 'node:fs'
import { expect } from 'vitest'
import { readGateway } from '../../src/cli/gateway-file.ts'

export const STACK = /^\s+at |\bError:/m

export const fresco = (more: Record<string, unknown> = {}, route: Record<string, unknown> = {}) => ({
  ...{ name: 'Fresco Foods', timeZone: 'Europe/Brussels', webhook: { secrets: ['HOOK'] } },
  routes: [{ name: 'erp', document: { format: 'json' }, transport: { kind: 'mailbox', token: 'BOX' }, ...route }],
  ...more,
})

/**
 * The sentences that a person reads about the mistakes in a configuration. Every sentence names the place, the reason
 * and what to do, and none is a stack trace.
 */
export async function mistakesOf(file: string): Promise<string> {
  const gateway = await readGateway(file, '2026-11-30')
  const text = (gateway.ok ? [] : gateway.error).map(({ path: place, message }) => `${place}: ${message}`).join('\n')
  expect(text).not.toMatch(STACK)
  return text
}

export async function mistakesIn(file: string, gateway: object): Promise<string> {
  writeFileSync(file, JSON.stringify(gateway))
  return await mistakesOf(file)
}
