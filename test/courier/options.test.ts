import { describe, expect, it } from 'vitest'
import { readOptions } from '../../src/courier/options.ts'

describe('the options', () => {
  const NEEDED = ['--url', 'https://orders.example/', '--supplier', 'fresco', '--route', 'erp', '--folder', '/erp/in']

  it('have what they need, and sensible defaults', () => {
    expect(readOptions(NEEDED)).toEqual({
      url: 'https://orders.example',
      supplier: 'fresco',
      route: 'erp',
      folder: '/erp/in',
      ackFolder: null,
      state: '/erp/.orderbridge-courier/in',
      tokenFile: null,
      ackTokenFile: null,
      errorSuffixes: ['.err', '.error'],
      everyMs: 15_000,
      once: false,
    })
  })

  it.each([
    [NEEDED.slice(2), '--url is missing'],
    [NEEDED.slice(0, 6), '--folder is missing'],
    [[...NEEDED, '--url', 'http://orders.example'], 'in the clear'],
    [[...NEEDED, '--url', 'orders.example'], 'whole address'],
    [[...NEEDED, '--url', 'https://u:p@orders.example'], 'without a user'],
    [[...NEEDED, '--supplier', '../x'], '--supplier must be a name'],
    [[...NEEDED, '--every', '0'], '--every must be'],
    [[...NEEDED, '--every', 'often'], '--every must be'],
    [[...NEEDED, '--error-suffix', ''], '--error-suffix must be'],
    [[...NEEDED, '--fodler', 'x'], "Unknown option '--fodler'"],
  ])('%j: %s', (words, why) => expect(readOptions(words)).toContain(why))

  it('take http on this machine', () => {
    expect(readOptions([...NEEDED, '--url', 'http://127.0.0.1:8787'])).toMatchObject({ url: 'http://127.0.0.1:8787' })
  })
})
