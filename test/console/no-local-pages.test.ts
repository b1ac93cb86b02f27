import { describe, expect, it } from 'vitest'
import { localPages } from '../../src/console/no-local-pages.ts'

const answered = async (path: string, token?: string) => {
  const env = { gateway: {}, secrets: { get: () => token } }
  const { status, headers } = await localPages.request(`https://orders.example${path}`, {}, env)
  return [status, headers.get('location')]
}

describe('a deployed gateway, which has no pages of a laptop', () => {
  it('leads from the address without a path to the console', async () => {
    expect(await answered('/', 'a-token-of-the-order-desk-0123456789')).toEqual([303, '/console'])
  })

  it('has nothing there while the console is closed', async () => {
    expect(await answered('/')).toEqual([404, null])
  })

  it('has no mails', async () => {
    expect(await answered('/mails/mail-1', 'a-token-of-the-order-desk-0123456789')).toEqual([404, null])
  })
})
