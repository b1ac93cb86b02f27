import { describe, expect, it } from 'vitest'
import { isClearText } from '../../src/web/clear-text.ts'

describe('an address in the clear', () => {
  it.each([
    'http://erp.example/orders',
    'HTTP://erp.example',
    'http://10.0.0.7:8080/',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'http://localhost@evil.example/',
    'http://[2001:db8::1]/',
    "http://erp.example/orders?n='{orderNumber}'",
  ])('is one that leaves this machine without TLS: %s', (address) => {
    expect(isClearText(address)).toBe(true)
  })

  it.each([
    'https://erp.example',
    'http://localhost:8080/',
    'http://127.0.0.1/x',
    'http://[::1]:80/',
    'http://erp.localhost',
    '',
  ])('is none where nobody can read along: %s', (address) => {
    expect(isClearText(address)).toBe(false)
  })
})
