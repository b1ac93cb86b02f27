import { describe, expect, it } from 'vitest'
import { demoVars, secretWarnings } from '../../src/cli/demo-secrets.ts'

const names = [
  { name: 'HOOK', usedBy: ['the webhook of fresco'], guards: true, origin: 'apicbase' },
  { name: 'USER', usedBy: ['route erp of fresco'], guards: false, origin: 'elsewhere' },
  { name: 'OPS_URL', usedBy: ['alerts'], guards: false, origin: 'address' },
] as const

describe('secrets', () => {
  it('are made up for every name but an address, and are good enough', () => {
    const vars = demoVars(names)
    expect([...vars.keys()]).toEqual(['CONSOLE_TOKEN', 'HOOK', 'USER'])
    expect(new Set(vars.values()).size).toBe(3)
    expect(secretWarnings(names.slice(0, 2), vars)).toEqual([])
  })

  it('are never made up for an address, whatever the address is for', () => {
    const heartbeat = { name: 'BEAT_URL', usedBy: ['the heartbeat'], guards: false, origin: 'address' } as const
    expect([...demoVars([heartbeat]).keys()]).toEqual(['CONSOLE_TOKEN'])
  })

  it('are warned of by name, never by value', () => {
    const vars = new Map([
      ['CONSOLE_TOKEN', 'console-token-of-a-test '],
      ['HOOK', 'fifteen-bytes-1'],
      ['USER', 'bob'],
      ['OPS_URL', '  '],
    ])
    expect(secretWarnings(names, vars)).toEqual([
      'CONSOLE_TOKEN ends in white space; it is for the console and the Admin API.',
      'HOOK is shorter than 16 bytes; it is for the webhook of fresco.',
      'OPS_URL is blank; it is for alerts.',
    ])
    expect(secretWarnings(names, new Map([['CONSOLE_TOKEN', 'console-token-of-a-test']]))).toHaveLength(3)
  })

  it('count bytes, not characters', () => {
    const vars = new Map([['CONSOLE_TOKEN', 'éééééééé']])
    expect(secretWarnings([], vars)).toEqual([])
  })
})
