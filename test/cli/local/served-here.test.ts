import { expect, it } from 'vitest'
import { servedHere } from '../../../src/cli/local/served-here.ts'

it('lets links lead to this machine where the configuration names no public address', () => {
  expect(servedHere({ suppliers: {} }, 8931).publicUrl).toBe('http://localhost:8931')
})

it('keeps the public address of the configuration, which receivers may know', () => {
  const publicUrl = 'https://tunnel.example'
  expect(servedHere({ suppliers: {}, publicUrl }, 8931).publicUrl).toBe(publicUrl)
})
