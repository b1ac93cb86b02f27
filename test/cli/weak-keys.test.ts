import { expect, it } from 'vitest'
import { weakKeys } from '../../src/cli/weak-keys.ts'
import type { Gateway } from '../../src/profile/supplier.ts'
import { identity } from '../fakes/as2-partner.ts'
import { supplierWith } from '../fakes/orders.ts'

const transport = {
  ...{ kind: 'as2', url: 'https://as2.fresco.example', from: 'US', to: 'FRESCO' },
  ...{ ownCertificate: ['NEW', 'OLD'], ownKey: ['NEW_KEY', 'OLD_KEY'], partnerCertificates: ['PARTNER'] },
}
const gateway: Gateway = {
  suppliers: { fresco: supplierWith({ routes: [{ name: 'as2', document: { format: 'json' }, transport }] }) },
}

it('names each AS2 certificate whose key has fewer than 2,048 bits, and no other', async () => {
  const [strong, short, shortest] = await Promise.all(
    [2048, 2040, 1024].map(async (bits) => (await identity(`bits ${bits}`, undefined, bits)).pem.certificate),
  )
  const vars = new Map([
    ['NEW', strong ?? ''],
    ['OLD', short ?? ''],
    ['PARTNER', shortest ?? ''],
    ['UNUSED', shortest ?? ''],
  ])
  expect(weakKeys(gateway, vars)).toEqual([
    expect.stringMatching(/^OLD is for an RSA key of 2040 bits\./),
    expect.stringMatching(/^PARTNER is for an RSA key of 1024 bits\. AS2 needs 2048 bits or more/),
  ])
  expect(weakKeys(gateway, new Map([['NEW', 'made up']]))).toEqual([])
})
