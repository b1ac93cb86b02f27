import { describe, expect, it } from 'vitest'
import { linkTo } from '../../src/web/links.ts'
import { testConsole } from '../fakes/console.ts'

describe('the link in an alert', () => {
  it.each(['order-1', 'a/b', '100%', 'a?b=c#d', '<b>', '__proto__'])(
    'opens the page of order %s after the sign-in',
    async (orderId) => {
      const { box, browser } = testConsole()
      box.accept({ orderId })
      const link = linkTo('https://gateway.example/', 'fresco', orderId) ?? ''
      const clerk = browser({ 'accept-language': 'en' })
      const asked = await clerk.get(link.replace('https://gateway.example', ''))
      const signed = await clerk.submit(await clerk.get(asked.location ?? ''), '/console/sign-in', {
        ...{ name: 'An', token: 'a-console-token-of-this-test' },
      })
      const { status, text } = await clerk.get(signed.location ?? '')
      expect(status).toBe(200)
      expect(text).toContain('On its way')
    },
  )

  it('opens the first page for an alert about no order', async () => {
    const { browser } = testConsole()
    const clerk = browser({ 'accept-language': 'en' })
    await clerk.signIn()
    const link = linkTo('https://gateway.example', 'fresco', undefined) ?? ''
    expect((await clerk.get(link.replace('https://gateway.example', ''))).text).toContain('Nothing waits for you.')
  })

  it('is left out without a public address', () => {
    expect(linkTo(null, 'fresco', 'order-1')).toBeNull()
  })
})
